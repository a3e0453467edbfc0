#pragma once

#include "rollout/draft.h"
#include "widgets/sheet.h"

class QListWidget;
class QListWidgetItem;
class QToolButton;

namespace slipway::rollout_sheets {

/// Which apps change together, and in which order: ticks choose, dragging or Alt+↑/↓ moves. The plan over all of them
/// is shown next, by PlanSheet.
class CoordinatedSheet final : public widgets::Sheet
{
    Q_OBJECT

public:
    /// `parts`: what could be done, in the order that is proposed; those with an obstacle cannot be chosen.
    CoordinatedSheet(QWidget *over, const QString &title, QList<rollout::Draft> parts);

    /// In the order of the list, those that are chosen.
    QList<rollout::Wish> wishes() const;

Q_SIGNALS:
    /// The verb was pressed; at least two are chosen.
    void chosen(const QList<slipway::rollout::Wish> &wishes);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addPart(int index);
    void addMoves();
    void move(int by);
    void showState();

    QList<rollout::Draft> m_parts;
    QListWidget *m_list = nullptr;
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
};

} // namespace slipway::rollout_sheets
