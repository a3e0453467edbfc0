#pragma once

#include "rollout/draft.h"
#include "rollout_sheets/plan_sheet.h"

#include <functional>

class QCheckBox;
class QLabel;
class QPushButton;

namespace slipway::rollout_sheets {

class OfferList;
class SideCard;

/// Roll back, promote, redeploy, undo, migrate: from → to, how, what of the database, and the plan that follows from
/// what is chosen.
class ReleaseSheet final : public PlanSheet
{
    Q_OBJECT

public:
    using Planning = std::function<operations::Plan(const rollout::Draft &, const rollout::Choices &)>;

    /// `clock`: how old the plan gets; null: the machine's. `planning` makes the plan of what is chosen.
    ReleaseSheet(QWidget *over, rollout::Draft draft, const QString &actor,
                 std::shared_ptr<base::Clock> clock = nullptr, Planning planning = rollout::planOf);

    /// The draft asked again, or of another release. Choices stay where they still can be made.
    void setDraft(const rollout::Draft &draft);
    const rollout::Draft &draft() const { return m_draft; }
    const rollout::Choices &choices() const { return m_choices; }

Q_SIGNALS:
    /// Another release was chosen in place of the target: make its draft and call `setDraft`.
    void otherChosen(const QString &releaseId);
    void diffRequested(const QString &baseSha, const QString &headSha);

private:
    void addHead();
    QVBoxLayout *addPart(QWidget *&box, const QString &title);
    void addChoices();
    void showDraft();
    void showOthers();
    void showOptions();
    void keepChoices();
    void choose();

    rollout::Draft m_draft;
    rollout::Choices m_choices;
    Planning m_planning;
    QWidget *m_where = nullptr;
    SideCard *m_from = nullptr;
    SideCard *m_to = nullptr;
    QPushButton *m_other = nullptr;
    QPushButton *m_diff = nullptr;
    QWidget *m_strategyBox = nullptr;
    OfferList *m_strategies = nullptr;
    QWidget *m_schemaBox = nullptr;
    QLabel *m_schemaWarning = nullptr;
    OfferList *m_schema = nullptr;
    QWidget *m_optionBox = nullptr;
};

} // namespace slipway::rollout_sheets
