#pragma once

#include "canvas/canvas.h"
#include "run_pages/run_picture.h"
#include "runs/live_run.h"

#include <functional>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace slipway::widgets {
class Banner;
class SegmentedControl;
} // namespace slipway::widgets

namespace slipway::run_pages {

class WaterfallView;

/// The middle of the page: the run as a graph or a waterfall, with what the lines mean, zoom, and what is wrong.
class RunCanvas final : public QWidget
{
    Q_OBJECT

public:
    explicit RunCanvas(QWidget *parent = nullptr);

    /// Draws the run anew; another one starts with everything in sight.
    void setRun(const runs::LiveRun &run);
    /// Selects a node or step and brings it into sight.
    void select(const QString &node, qint64 step);
    /// How a login is called; the login itself unless set.
    void setPeople(std::function<QString(const QString &login)> nameOf) { m_nameOf = std::move(nameOf); }
    canvas::Canvas *canvas() const { return m_canvas; }
    /// The button that opens the facts where they have no room of their own.
    void setOffersFacts(bool offers);
    void setFactsOpen(bool open);
    void setMotionReduced(bool reduced);
    bool showsWaterfall() const;
    void setShowsWaterfall(bool shows);
    /// The node of the chosen card, and its step; empty and 0 when none is.
    std::pair<QString, qint64> selection() const;

Q_SIGNALS:
    /// The person chose it.
    void chosen(const QString &node, qint64 step);
    void activated(const QString &node, qint64 step);
    void menuRequested(const QString &node, const QPoint &globalPosition);
    void retryRequested();
    void factsToggled();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeBar();
    QToolButton *makeTool(const QString &icon, const QString &words, const QKeySequence &keys);
    void nameEverybody();
    void showNotice(const runs::LiveRun &run);
    void draw();
    void fold(const QString &card, bool folded);
    void adoptFont();

    QWidget *m_bar = nullptr;
    widgets::SegmentedControl *m_mode = nullptr;
    QLabel *m_zoom = nullptr;
    QPushButton *m_facts = nullptr;
    QList<QWidget *> m_zoomTools;
    widgets::Banner *m_banner = nullptr;
    QStackedWidget *m_stack = nullptr;
    canvas::Canvas *m_canvas = nullptr;
    WaterfallView *m_waterfall = nullptr;
    std::function<QString(const QString &)> m_nameOf;
    runs::LiveGraph m_graph;
    QDateTime m_now;
    RunPicture m_picture;
    QSet<QString> m_closed;
    qint64 m_run = 0;
    /// Jobs and file have come, so the graph has its final nodes. Drawn before, its cards would take places in which
    /// they have no room later.
    bool m_isWhole = false;
    bool m_isSelecting = false;
};

} // namespace slipway::run_pages
