#pragma once

#include "base/clock.h"
#include "runs/run_list.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QListView;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace slipway::widgets {
class Banner;
class Message;
} // namespace slipway::widgets

namespace slipway::run_pages {

class FilterChips;
class RunDelegate;

/// The list of runs at the left: filters at the top, how long runs take at the foot. Up, down, Enter; older runs come
/// as the list is scrolled.
class RunPane final : public QWidget
{
    Q_OBJECT

public:
    /// `list` outlives the pane.
    RunPane(runs::RunList *list, std::shared_ptr<base::Clock> clock, QWidget *parent = nullptr);

    void setBranches(const QStringList &branches);
    void select(qint64 run);
    qint64 selected() const;
    /// What the run that is shown is expected to take; absent hides it.
    void setExpected(const std::optional<runs::milliseconds> &expected);
    QListView *view() const { return m_view; }
    int wantedWidth() const;

Q_SIGNALS:
    void runChosen(qint64 run);
    void retryRequested();
    void runWorkflowRequested();
    /// The back arrow: the list is left for what was before.
    void backRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeFoot();
    void fillMenu();
    void addChoices(const QString &title, const QList<std::pair<QString, QString>> &choices,
                    QString runs::RunQuery::*part);
    void setFilter(QString runs::RunQuery::*part, const QString &value);
    void clearFilters();
    void showFilters();
    void sync();
    void keepSelection();
    void adoptFont();

    runs::RunList *m_list;
    std::shared_ptr<base::Clock> m_clock;
    RunDelegate *m_delegate;
    QWidget *m_head = nullptr;
    QLabel *m_title = nullptr;
    QComboBox *m_branch = nullptr;
    QToolButton *m_filter = nullptr;
    QMenu *m_menu = nullptr;
    FilterChips *m_chips = nullptr;
    widgets::Banner *m_banner = nullptr;
    QStackedWidget *m_stack = nullptr;
    QListView *m_view = nullptr;
    QWidget *m_loading = nullptr;
    widgets::Message *m_message = nullptr;
    QWidget *m_foot = nullptr;
    QLabel *m_medianWords = nullptr;
    QLabel *m_median = nullptr;
    QLabel *m_expectedWords = nullptr;
    QLabel *m_expected = nullptr;
    qint64 m_selected = 0;
    bool m_isSyncing = false;
};

} // namespace slipway::run_pages
