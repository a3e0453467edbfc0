#pragma once

#include "base/clock.h"
#include "releases/dora.h"

#include <QWidget>

#include <memory>

namespace slipway::releases_page {

/// How often, how fast and how safely is released: DORA's five, each with the rule it was counted by, per app and
/// window, as charts or as a table (Ctrl+T).
class MetricsView final : public QWidget
{
    Q_OBJECT

public:
    explicit MetricsView(std::shared_ptr<base::Clock> clock, QWidget *parent = nullptr);
    ~MetricsView() override;

    void setHistory(std::shared_ptr<const releases::History> history);
    /// The commits that releases brought, added to those that are known.
    void addCommits(const releases::CommitsByRelease &commits);
    QList<QWidget *> regions() const;
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &layout);

Q_SIGNALS:
    /// The lead time needs what these releases brought: production's of the window, newest first.
    void commitsWanted(const QStringList &releaseIds);
    /// The window needs what happened before this time, since which all is known.
    void pastWanted(const QDateTime &before);

protected:
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void ask();

    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::releases_page
