#pragma once

#include "approvals_page/approvals_view.h"
#include "releases_page/detail_rows.h"
#include "releases_page/past_reach.h"
#include "releases_page/release_acts.h"
#include "releases_page/releases_page.h"

#include <QHash>
#include <QPointer>

#include <stop_token>

class QSplitter;
class QStackedWidget;
class QVBoxLayout;

namespace slipway::timeline {
class TimelineView;
}
namespace slipway::widgets {
class Banner;
class Drawer;
class Message;
class Skeleton;
} // namespace slipway::widgets

namespace slipway::releases_page {

class DetailsPane;
class MetricsView;
class PageHead;
class ReleaseList;

struct ReleasesPage::Private {
    explicit Private(ReleasesPage *owner)
        : page(owner)
    { }

    ReleasesPage *page;
    Services services;
    std::shared_ptr<const releases::History> history;
    widgets::EnvironmentFilter environment = widgets::EnvironmentFilter::All;
    QString selected;
    /// A release was selected once: what a person left unselected stays so.
    bool wasChosen = false;
    /// What is known of the selected release.
    releases::Details details;
    QString failure;
    std::stop_source stop;
    PastReach reach;
    /// How often one look back went on by itself.
    int stepsBack = 0;
    std::stop_source pastStop;
    bool isOnline = true;
    bool isNarrow = false;
    /// The person opened the details where they lie over the rest.
    bool isOpen = false;

    ReleaseActs *acts = nullptr;
    PageHead *head = nullptr;
    widgets::Banner *banner = nullptr;
    QVBoxLayout *pins = nullptr;
    QStackedWidget *stack = nullptr;
    QSplitter *splitter = nullptr;
    /// Holds the details where the page is narrow.
    widgets::Drawer *drawer = nullptr;
    QStackedWidget *top = nullptr;
    timeline::TimelineView *timeline = nullptr;
    ReleaseList *list = nullptr;
    widgets::Message *message = nullptr;
    QWidget *loading = nullptr;
    DetailsPane *pane = nullptr;
    MetricsView *metrics = nullptr;
    QPointer<approvals_page::ApprovalsView> approvals;
    QList<std::pair<const char *, QAction *>> offers;

    void makeTop();
    void makePane();
    void makeDrawer();
    void placePane();
    void makeMetrics();
    void makeApprovals();
    void showHead();
    void renewApprovals(const approvals::Approvals *before);
    void makeOffers();
    QAction *offerView(const char *id, const QString &text, const QString &icon, View view);
    void connectHead();
    void connectViews();
    void connectPane();
    void connectServices();
    void connectWatches();

    Reading reading() const;
    void takeHistory();
    void takeApprovals();
    void showTop();
    void showNotice();
    void showPins();
    void showPane();
    void applyFilter();
    void select(const QString &id);
    void open(const QString &id);
    void close();
    void askDetails();
    void askWaiting();
    void showDetails();
    void showSlow();
    void askCommits(const QStringList &ids);
    void askPast(const QDateTime &before);
    void lookBack();
    void takePast(const base::Done &done);
    void tick(const QString &itemId, bool isTicked);
    void offerMenu(const QString &id, const QString &lane, const QPoint &spot);
    const operations::Operation *operationOf(const releases::Release &release) const;
};

} // namespace slipway::releases_page
