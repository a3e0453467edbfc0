#pragma once

#include "base/clock.h"

#include <QAbstractButton>
#include <QUrl>
#include <QWidget>

#include <optional>

class QHBoxLayout;
class QLabel;

namespace slipway::shell {

class OperationItem;

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
    QUrl page;
    bool operator==(const RunningOperation &) const = default;
};

/// The window's foot, 28 high: what is under way, and the time with its zone. What has no room is in the list that a
/// click opens.
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
    void openList();
    /// Reads the clock, which may be another one now.
    void renewTime();

Q_SIGNALS:
    void operationOpened(const QUrl &page);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void fill();
    void clear();
    void open(const QString &id);

    base::Clock &m_clock;
    QList<RunningOperation> m_operations;
    QHBoxLayout *m_items = nullptr;
    QList<OperationItem *> m_shown;
    QLabel *m_idle = nullptr;
    QLabel *m_time = nullptr;
    QAbstractButton *m_all = nullptr;
    std::unique_ptr<base::Alarm> m_nextMinute;
};

} // namespace slipway::shell
