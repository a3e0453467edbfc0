#pragma once

#include "base/clock.h"
#include "operations/runner.h"
#include "widgets/sheet.h"

#include <memory>

class QBoxLayout;
class QVBoxLayout;

namespace slipway::rollout_sheets {

class CallList;
class ConfirmBar;
class GuardList;
class PlanSteps;

/// What a plan will do, before it does: steps, guards with the reasons they ask for, what it takes back and what stays,
/// the exact calls, and what a person types to confirm. Approving many, coordinated plans, compensating, closing.
///
/// The sheet stays open when it was confirmed: its owner starts the plan, then closes it or calls `setFailure`.
class PlanSheet : public widgets::Sheet
{
    Q_OBJECT

public:
    /// `clock`: how old the plan gets; null: the machine's. `actor`: who it is recorded as.
    PlanSheet(QWidget *over, operations::Plan plan, const QString &actor, std::shared_ptr<base::Clock> clock = nullptr);
    ~PlanSheet() override;

    /// The plan computed again. After `againRequested` it is carried out at once when it is the same as before; else
    /// the sheet says what changed and waits.
    void setPlan(const operations::Plan &plan);
    const operations::Plan &plan() const { return m_plan; }
    /// Also after the plan could not be computed again.
    void fail(const QString &words);

Q_SIGNALS:
    void confirmed(const slipway::operations::Plan &plan, const slipway::operations::Runner::Consent &consent);
    /// The plan is over a minute old: compute it again and call `setPlan`.
    void againRequested();

protected:
    /// For derived sheets, which show their plan themselves.
    PlanSheet(QWidget *over, const QString &actor, std::shared_ptr<base::Clock> clock);
    /// A person chose otherwise: shown, not taken for a plan that was computed again.
    void showPlan(const operations::Plan &plan);
    /// What stands beside the plan, above the guards; hidden while it is empty.
    QVBoxLayout *aside() const { return m_aside; }
    /// Above both columns.
    QVBoxLayout *top() const { return m_top; }
    /// Below the sentences of what is reverted.
    QVBoxLayout *reverts() const { return m_reverts; }
    /// More sentences for the part on what stays, such as drift.
    void setNotes(const QStringList &notes) { m_notes = notes; }
    base::Clock &clock() const { return *m_clock; }
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void addFacts();
    void showFacts();
    void takeConsent();
    void carryOut();
    void runPlan();
    operations::Runner::Consent consent() const;

    operations::Plan m_plan;
    QString m_actor;
    QStringList m_notes;
    std::shared_ptr<base::Clock> m_clock;
    base::milliseconds m_shownSince{0};
    bool m_awaitsAgain = false;
    QBoxLayout *m_columns = nullptr;
    QVBoxLayout *m_top = nullptr;
    QVBoxLayout *m_aside = nullptr;
    QVBoxLayout *m_reverts = nullptr;
    QVBoxLayout *m_facts = nullptr;
    QVBoxLayout *m_sentences = nullptr;
    QWidget *m_guardsBox = nullptr;
    QWidget *m_factsBox = nullptr;
    QWidget *m_right = nullptr;
    QWidget *m_between = nullptr;
    PlanSteps *m_steps = nullptr;
    GuardList *m_guards = nullptr;
    CallList *m_calls = nullptr;
    ConfirmBar *m_confirm = nullptr;
};

} // namespace slipway::rollout_sheets
