#pragma once

#include "operations/plan.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace slipway::rollout_sheets {

struct StepGroup;

/// "What will happen": a plan as numbers with their steps, times and what they act on.
class PlanSteps final : public QWidget
{
    Q_OBJECT

public:
    explicit PlanSteps(QWidget *parent = nullptr);
    void setPlan(const operations::Plan &plan);

private:
    QWidget *groupRow(const StepGroup &group, int number, bool isLast);

    QLabel *m_total = nullptr;
    QVBoxLayout *m_rows = nullptr;
};

} // namespace slipway::rollout_sheets
