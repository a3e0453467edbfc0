#pragma once

#include "base/clock.h"
#include "releases/release.h"

#include <QHash>
#include <QWidget>

#include <memory>

namespace slipway::timeline {

/// What is shown of a history; empty members do not narrow.
struct Filter {
    QStringList apps;
    QStringList environments;
    QList<releases::Outcome> outcomes;
    bool operator==(const Filter &) const = default;
};

/// What is known of the time before what is shown.
enum class Past {
    Known,
    Loading,
    Nothing, ///< nobody knows of anything earlier
    Failed,
};

/// Releases over time, a lane each app and environment, of our own painting: overview strip, axis, lanes, marks.
///
/// Wheel pans, Ctrl+wheel zooms at the pointer, minutes to years; ←/→ go from marker to marker, ↑/↓ change lane, Enter
/// opens, R rolls back, Home is today, + and − zoom, Esc deselects. Paints only what is visible. Screen readers get a
/// child for each marker in view. Times are in the desktop's zone. GUI thread.
class TimelineView final : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineView(std::shared_ptr<base::Clock> clock, QWidget *parent = nullptr);
    ~TimelineView() override;

    /// Keeps selection and view. What has not changed is not laid out anew.
    void setHistory(std::shared_ptr<const releases::History> history);
    void setFilter(const Filter &filter);
    /// A roll-back that is only proposed: dashed arc from one release to another; empty ids remove it.
    void setProposal(const QString &fromId, const QString &toId);

    /// Deploys that run too long, with what to say of them, by release id.
    void setSlow(const QHash<QString, QString> &words);

    QString selected() const;
    void select(const QString &releaseId);
    /// What the widget's width stands for.
    void setSpan(std::chrono::milliseconds span);
    std::chrono::milliseconds span() const;
    void goToNow();
    void goTo(const QDateTime &at);
    /// The time at the left edge.
    QDateTime shownSince() const;
    /// Said at the left edge; nothing for what is known.
    void setPast(Past past);
    Past past() const;
    void setMotionReduced(bool reduced);
    /// "2024-03-21T14:32:00Z 216000000": for the layout kept with the workspace.
    QByteArray saveView() const;
    void restoreView(const QByteArray &view);

Q_SIGNALS:
    void selectionChanged(const QString &releaseId);
    /// Enter or double click.
    void openRequested(const QString &releaseId);
    void rollBackRequested(const QString &releaseId);
    /// Right button or Menu key on a marker or lane.
    void menuRequested(const QString &releaseId, const QString &laneKey, const QPoint &globalPosition);
    /// A mark that is no release was activated.
    void markRequested(const QString &markId);
    void spanChanged(std::chrono::milliseconds span);
    /// Somebody, or what they chose, moved the time or the rows that are shown.
    void moved();

public:
    struct Private;
    /// For the other files of this folder.
    Private &parts() const { return *m_d; }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::timeline
