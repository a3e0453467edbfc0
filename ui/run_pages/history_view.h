#pragma once

#include <QWidget>

#include <memory>

namespace slipway::runs {
struct Services;
}

namespace slipway::run_pages {

/// A workflow over time: how long it takes against the goal for pull requests, how often it passes, which jobs and
/// steps are slow, which flaky. Charts, or tables with Ctrl+T. GUI thread.
class HistoryView final : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryView(std::shared_ptr<const runs::Services> services, QWidget *parent = nullptr);
    ~HistoryView() override;

    void setServices(std::shared_ptr<const runs::Services> services);
    /// By its file name. `name`: what it calls itself; empty: what its runs say.
    void setWorkflow(const QString &file, const QString &name = {});
    QList<QWidget *> regions() const;

public Q_SLOTS:
    void refresh();
    /// Hidden where what is around the view names the workflow already.
    void setTitleShown(bool shown);

Q_SIGNALS:
    /// A workflow's file in the editor; `job` may be empty.
    void editRequested(const QString &file, const QString &job);
    /// A run that shows what a row tells.
    void runRequested(qint64 run);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void connectParts();
    void editCurrent();

    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::run_pages
