#include "rollout_sheets/plan_sheet.h"

#include "rollout_sheets/call_list.h"
#include "rollout_sheets/confirm_bar.h"
#include "rollout_sheets/guard_list.h"
#include "rollout_sheets/parts.h"
#include "rollout_sheets/plan_steps.h"

#include <QLabel>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::rollout_sheets {

namespace {

constexpr base::milliseconds oldest = 60s;
/// Narrower, the columns stand one above the other.
constexpr qreal leastForTwo = 640;

/// What of a plan a person reads: whether it must be read again does not depend on when it was made.
bool isSame(operations::Plan one, operations::Plan other)
{
    one.madeAt = {};
    other.madeAt = {};
    return one == other;
}

/// What is another one now, a sentence.
QString changeWords(const operations::Plan &before, const operations::Plan &after)
{
    QStringList parts;
    if (before.steps != after.steps)
        parts.append(PlanSheet::tr("the steps"));
    if (before.guards != after.guards)
        parts.append(PlanSheet::tr("the guards"));
    if (before.reverts != after.reverts || before.stays != after.stays)
        parts.append(PlanSheet::tr("what is reverted"));
    if (parts.isEmpty())
        parts.append(PlanSheet::tr("what runs"));
    return PlanSheet::tr("The target changed meanwhile: %1. Read the plan again, then confirm.")
        .arg(QLocale().createSeparatedList(parts));
}

QWidget *box(QVBoxLayout *&column, int spacing)
{
    auto *widget = new QWidget;
    column = new QVBoxLayout(widget);
    column->setContentsMargins({});
    column->setSpacing(spacing);
    return widget;
}

} // namespace

PlanSheet::PlanSheet(QWidget *over, const QString &actor, std::shared_ptr<base::Clock> clock)
    : Sheet(over)
    , m_actor(actor)
    , m_clock(clock ? std::move(clock) : std::make_shared<base::SystemClock>())
{
    build();
    connect(this, &Sheet::confirmed, this, &PlanSheet::carryOut);
}

PlanSheet::PlanSheet(QWidget *over, operations::Plan plan, const QString &actor, std::shared_ptr<base::Clock> clock)
    : PlanSheet(over, actor, std::move(clock))
{
    showPlan(plan);
}

PlanSheet::~PlanSheet() = default;

void PlanSheet::build()
{
    body()->addWidget(box(m_top, 12));
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight);
    m_columns->setSpacing(20);
    body()->addLayout(m_columns);
    m_steps = new PlanSteps;
    m_columns->addWidget(m_steps, 1);
    m_between = new Rule(Qt::Vertical);
    m_columns->addWidget(m_between);
    QVBoxLayout *right = nullptr;
    m_right = box(right, 16);
    m_columns->addWidget(m_right, 1);
    right->addWidget(box(m_aside, 16));
    QVBoxLayout *guards = nullptr;
    m_guardsBox = box(guards, 8);
    guards->addWidget(heading(tr("Guards")));
    m_guards = new GuardList;
    guards->addWidget(m_guards);
    right->addWidget(m_guardsBox);
    m_factsBox = box(m_facts, 4);
    right->addWidget(m_factsBox);
    right->addStretch();
    m_calls = new CallList;
    body()->addWidget(m_calls);
    m_confirm = new ConfirmBar(m_actor);
    footer()->addWidget(m_confirm);
    addFacts();
    connect(m_guards, &GuardList::reasonsChanged, this, &PlanSheet::takeConsent);
    connect(m_confirm, &ConfirmBar::typedChanged, this, &PlanSheet::takeConsent);
}

void PlanSheet::addFacts()
{
    m_facts->addWidget(heading(tr("Reverts and stays")));
    m_facts->addWidget(box(m_sentences, 4));
    m_facts->addWidget(box(m_reverts, 2));
}

void PlanSheet::showFacts()
{
    clear(*m_sentences);
    const auto add = [this](const QString &sentence, QPalette::ColorRole colour) {
        QLabel *label = words(breakable(sentence), theme::FontRole::Small, colour);
        label->setAccessibleName(sentence);
        m_sentences->addWidget(label);
    };
    for (const QString &sentence : m_plan.reverts)
        add(sentence, QPalette::WindowText);
    if (!m_plan.stays.isEmpty())
        add(tr("Stays: %1").arg(m_plan.stays.join(u", "_s)), QPalette::PlaceholderText);
    for (const QString &note : m_notes)
        add(note, QPalette::PlaceholderText);
    if (!m_plan.abortWords.isEmpty())
        add(tr("Abort: %1").arg(m_plan.abortWords), QPalette::PlaceholderText);
    const bool hasFacts = m_sentences->count() > 0 || m_reverts->count() > 0;
    const bool hasRight = hasFacts || !m_plan.guards.isEmpty() || m_aside->count() > 0;
    m_factsBox->setVisible(hasFacts);
    m_right->setVisible(hasRight);
    m_between->setVisible(hasRight && m_columns->direction() == QBoxLayout::LeftToRight);
}

void PlanSheet::showPlan(const operations::Plan &plan)
{
    m_plan = plan;
    m_shownSince = m_clock->elapsed();
    setTitle(plan.title);
    setVerb(plan.verb, plan.isDangerous);
    m_steps->setPlan(plan);
    m_guards->setGuards(plan.guards);
    m_guardsBox->setVisible(!plan.guards.isEmpty());
    m_calls->setCalls(operations::mutatingCalls(plan));
    m_confirm->setExpected(plan.typeToConfirm);
    m_confirm->setCommand(plan.command);
    showFacts();
    takeConsent();
}

void PlanSheet::setPlan(const operations::Plan &plan)
{
    const operations::Plan before = m_plan;
    const bool goesOn = std::exchange(m_awaitsAgain, false);
    setBusy({});
    showPlan(plan);
    const bool isNews = !isSame(before, plan);
    setFailure(isNews ? changeWords(before, plan) : QString());
    if (goesOn && !isNews)
        runPlan();
}

void PlanSheet::fail(const QString &words)
{
    m_awaitsAgain = false;
    setBusy({});
    setFailure(words);
}

operations::Runner::Consent PlanSheet::consent() const
{
    return {m_actor, m_confirm->typed(), m_guards->reasons()};
}

void PlanSheet::takeConsent()
{
    setObstacle(operations::Runner::objection(m_plan, consent()));
}

void PlanSheet::carryOut()
{
    if (m_awaitsAgain)
        return;
    setFailure({});
    if (m_clock->elapsed() - m_shownSince <= oldest) {
        runPlan();
        return;
    }
    m_awaitsAgain = true;
    setBusy(tr("The plan is over a minute old and is computed again…"));
    emit againRequested();
}

void PlanSheet::runPlan()
{
    const operations::Runner::Consent said = consent();
    if (!operations::Runner::objection(m_plan, said).isEmpty())
        return;
    setBusy(tr("Starting…"));
    emit confirmed(m_plan, said);
}

void PlanSheet::resizeEvent(QResizeEvent *event)
{
    const bool isWide = width() >= leastForTwo * theme::textScale(font());
    m_columns->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_between->setVisible(isWide && !m_right->isHidden());
    Sheet::resizeEvent(event);
}

} // namespace slipway::rollout_sheets
