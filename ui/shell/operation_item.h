#pragma once

#include "shell/operations_bar.h"

#include <QAbstractButton>

namespace slipway::shell {

/// One operation in the bar: ring, title, detail, bar. A click shows it in the drawer.
class OperationItem final : public QAbstractButton
{
    Q_OBJECT

public:
    OperationItem(const RunningOperation &operation, QWidget *parent);

    void setOperation(const RunningOperation &operation);
    QString id() const { return m_operation.id; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    RunningOperation m_operation;
};

} // namespace slipway::shell
