#pragma once

#include "operations/plan.h"

#include <QWidget>

class QPlainTextEdit;
class QToolButton;

namespace slipway::rollout_sheets {

/// "Exact API calls": folded; every call of a plan that changes something, in order.
class CallList final : public QWidget
{
    Q_OBJECT

public:
    explicit CallList(QWidget *parent = nullptr);
    void setCalls(const QList<operations::ApiCall> &calls);

private:
    QToolButton *m_toggle = nullptr;
    QPlainTextEdit *m_text = nullptr;
};

} // namespace slipway::rollout_sheets
