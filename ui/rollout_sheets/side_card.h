#pragma once

#include "rollout/draft.h"

#include <QWidget>

class QHBoxLayout;

namespace slipway::rollout_sheets {

/// One side of the change: version, commit, how long and how well it ran.
class SideCard final : public QWidget
{
    Q_OBJECT

public:
    /// `isGoal`: what will run; its edge has the colour of its health.
    explicit SideCard(bool isGoal, QWidget *parent = nullptr);
    void setSide(const rollout::Side &side);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_isGoal;
    rollout::Side m_side;
    QHBoxLayout *m_row = nullptr;
};

} // namespace slipway::rollout_sheets
