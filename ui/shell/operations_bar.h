#pragma once

#include "base/clock.h"
#include "base/status.h"

#include <QAbstractButton>
#include <QStringList>
#include <QUrl>
#include <QWidget>

#include <optional>

class QHBoxLayout;
class QLabel;

namespace slipway::shell {

class OperationItem;
class OperationsDrawer;

/// A step of something under way, as the drawer lists it.
struct OperationStep {
    QString title;
    base::Status status = base::Status::Queued;
    /// "2 of 3 machines".
    QString words;
    /// "0:48".
    QString took;
    bool operator==(const OperationStep &) const = default;
};

/// Something under way, here or at a provider.
struct RunningOperation {
    QString id;
    /// "luna.loop.health 0.32.0".
    QString title;
    /// "building".
    QString detail;
    /// 0..1; absent when nobody can say.
    std::optional<double> share;
    QDateTime since;
    /// Where it can be followed.
    QUrl page = {};
    bool canAbort = false;
    /// Waits for a person, and for nothing else.
    bool isParked = false;
    /// It has just ended: the drawer lists it, the bar does not.
    bool isOver = false;
    base::Status status = base::Status::Running;
    QList<OperationStep> steps = {};
    /// What it said, newest last.
    QStringList log = {};
    bool operator==(const RunningOperation &) const = default;
};

/// The window's foot, 28 high: what is under way, and the time with its zone. A click opens a drawer above it, with all
/// that is under way and its steps.
class OperationsBar final : public QWidget
{
    Q_OBJECT

public:
    /// `clock` outlives it.
    explicit OperationsBar(base::Clock &clock, QWidget *parent = nullptr);
    ~OperationsBar() override;

    void setOperations(QList<RunningOperation> operations);
    const QList<RunningOperation> &operations() const { return m_operations; }
    QWidget *focusTarget() const;
    void openDrawer(const QString &id = {});
    void closeDrawer();
    /// Opens the drawer, or closes it.
    void openList();
    bool isDrawerOpen() const;
    /// Reads the clock, which may be another one now.
    void renewTime();

Q_SIGNALS:
    /// It can be followed there.
    void operationOpened(const QUrl &page);
    /// One without a page of its own is to be shown.
    void operationRequested(const QString &id);
    void abortRequested(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeRow();
    void fill();
    void clear();
    void add(OperationItem &item, const RunningOperation &operation, QWidget *&before);
    void open(const QString &id);
    QList<RunningOperation> underWay() const;

    base::Clock &m_clock;
    QList<RunningOperation> m_operations;
    OperationsDrawer *m_drawer = nullptr;
    QWidget *m_row = nullptr;
    QHBoxLayout *m_items = nullptr;
    QList<OperationItem *> m_shown;
    QLabel *m_idle = nullptr;
    QLabel *m_time = nullptr;
    QAbstractButton *m_all = nullptr;
    std::unique_ptr<base::Alarm> m_nextMinute;
};

} // namespace slipway::shell
