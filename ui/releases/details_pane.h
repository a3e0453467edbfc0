#pragma once

#include "health/watch.h"
#include "operations/operation.h"
#include "releases/releases.h"
#include "releases/waiting.h"

#include <QWidget>

#include <memory>

class QAction;

namespace slipway::releases_page {

struct Reading;

/// All about one release: head with what can be done, then columns: commits and the operation's log, checks and
/// verification, migrations and machines, Sentry before and after. Columns that have no room become pages of tabs.
class DetailsPane final : public QWidget
{
    Q_OBJECT

public:
    DetailsPane(const QList<QAction *> &buttons, const QList<QAction *> &more, QWidget *parent = nullptr);
    ~DetailsPane() override;

    /// What is shown now; the parts that are not known yet say so. `watch` and `operation` may be null.
    void setDetails(const releases::Details &details, const Reading &reading, const health::WatchState *watch,
                    const operations::Operation *operation);
    /// That its deploy runs too long; empty: it does not.
    void setSlow(const QString &words);
    /// What waits to follow the release that is shown; absent: not known, or it is not live.
    void setWaiting(const std::optional<releases::Waiting> &waiting, const Reading &reading);
    /// The words in place of a release: "Choose a release".
    void clear();
    /// Why asking for the details failed, over the columns; empty: it did not.
    void setFailure(const QString &words);
    /// Why checks cannot be ticked; empty: they can.
    void setTickObstacle(const QString &words);
    QString release() const;
    /// Starts where the commits are.
    void takeKeyboard();

Q_SIGNALS:
    void pageRequested(const QUrl &page);
    void runRequested(qint64 runId);
    void operationRequested(const QString &operationId);
    /// "v42…v43" was pressed.
    void compareRequested();
    void tickRequested(const QString &itemId, bool isTicked);
    void retryRequested();
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::releases_page
