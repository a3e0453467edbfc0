#include "base/result.h"
#include "releases/releases.h"
#include "releases_page/release_acts.h"
#include "releases_page/several_sheet.h"
#include "rollout/planner.h"
#include "rollout_sheets/coordinated_sheet.h"
#include "rollout_sheets/release_sheet.h"

#include <QAction>
#include <QCoro/QCoroTask>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

// From a wish to an operation: the draft is asked for, a person looks at the plan, the runner takes it.
namespace slipway::releases_page {

namespace {

using rollout::Draft;
using rollout_sheets::PlanSheet;
using rollout_sheets::ReleaseSheet;
using Parts = ReleaseActs::Parts;
using Planner = std::shared_ptr<const rollout::Planner>;

QCoro::Task<base::Result<Parts>> draftAll(Planner planner, QList<rollout::Wish> wishes, std::stop_token stop)
{
    Parts parts;
    for (const rollout::Wish &wish : std::as_const(wishes)) {
        base::Result<Draft> draft = co_await planner->draft(wish, stop);
        if (!draft)
            co_return std::unexpected(draft.error());
        const rollout::Choices preset = rollout::presetOf(*draft);
        parts.append({std::move(*draft), preset});
    }
    co_return parts;
}

/// Those of `parts` that are wished for, in the wishes' order.
Parts ordered(const Parts &parts, const QList<rollout::Wish> &wishes)
{
    Parts chosen;
    for (const rollout::Wish &wish : wishes) {
        const auto found = std::ranges::find_if(parts, [&wish](const auto &part) {
            return part.first.wish.act == wish.act && part.first.wish.target == wish.target;
        });
        if (found != parts.end())
            chosen += *found;
    }
    return chosen;
}

releases::Act actOf(const QString &word)
{
    if (word == "rollback"_L1)
        return releases::Act::RollBack;
    if (word == "promote"_L1)
        return releases::Act::Promote;
    return word == "redeploy"_L1 ? releases::Act::Redeploy : releases::Act::Deploy;
}

/// Lets the releases that a plan makes know whose they are: Fly.io records neither act nor origin.
void claim(releases::Releases &releases, const QJsonObject &facts, const QString &operation)
{
    for (const QJsonValue part : facts.value("parts"_L1).toArray())
        claim(releases, part.toObject(), operation);
    const QString made = facts.value("release"_L1).toString();
    if (!made.isEmpty())
        releases.setOperation(made, operation, actOf(facts.value("act"_L1).toString()),
                              facts.value("to"_L1).toString());
}

operations::Plan joined(const Parts &parts)
{
    QStringList names;
    for (const auto &[draft, choices] : parts)
        names += draft.title;
    return rollout::coordinated(ReleaseActs::tr("Together: %1").arg(names.join(u"; "_s)), parts);
}

} // namespace

void ReleaseActs::plan(const rollout::Wish &wish, QAction *act)
{
    if (const QString obstacle = accessObstacle(); !obstacle.isEmpty()) {
        emit said(base::Status::Unknown, obstacle);
        return;
    }
    if (m_busy)
        return;
    m_busy = act;
    judge();
    QCoro::connect(m_services.planner->draft(wish, m_stop.get_token()), this,
                   [this, stop = m_stop.get_token()](const base::Result<Draft> &draft) {
                       if (stop.stop_requested())
                           return;
                       m_busy = nullptr;
                       judge();
                       if (draft)
                           openSheet(*draft);
                       else if (draft.error().kind != base::Error::Kind::Cancelled)
                           emit said(base::Status::Failure, base::sentence(draft.error()));
                   });
}

void ReleaseActs::openSheet(const Draft &draft)
{
    auto *sheet = new ReleaseSheet(m_over, draft, m_services.actor, m_services.clock);
    m_sheet = sheet;
    connect(sheet, &ReleaseSheet::otherChosen, this, [this, sheet](const QString &release) {
        rollout::Wish wish = sheet->draft().wish;
        wish.release = release;
        redraft(wish);
    });
    connect(sheet, &PlanSheet::againRequested, this, &ReleaseActs::askAgain);
    connect(sheet, &ReleaseSheet::diffRequested, this, &ReleaseActs::openDiff);
    connect(sheet, &PlanSheet::confirmed, this,
            [this, sheet](const operations::Plan &plan, const operations::Runner::Consent &consent) {
                start(sheet, plan, consent);
            });
    connect(sheet, &QObject::destroyed, this, [this] { emit proposed({}, {}); });
    propose(draft);
    sheet->open();
}

void ReleaseActs::propose(const Draft &draft)
{
    if (draft.wish.act == rollout::Wish::Act::RollBack)
        emit proposed(draft.from.releaseId, draft.to.releaseId);
}

void ReleaseActs::redraft(const rollout::Wish &wish)
{
    if (!m_sheet || !m_services.planner)
        return;
    m_sheet->setBusy(tr("Planning"));
    takeDraft(m_services.planner->draft(wish, m_stop.get_token()));
}

void ReleaseActs::askAgain()
{
    if (m_sheet && m_services.planner)
        takeDraft(m_services.planner->again(m_sheet->draft(), m_stop.get_token()));
}

void ReleaseActs::takeDraft(QCoro::Task<base::Result<Draft>> asked)
{
    QCoro::connect(std::move(asked), m_sheet.data(), [this](const base::Result<Draft> &draft) {
        if (!m_sheet)
            return;
        m_sheet->setBusy({});
        if (!draft) {
            m_sheet->fail(base::sentence(draft.error()));
            return;
        }
        m_sheet->setDraft(*draft);
        propose(*draft);
    });
}

void ReleaseActs::openDiff(const QString &baseSha, const QString &headSha)
{
    QString left;
    QString right;
    for (const releases::Release &release : m_history->releases) {
        if (release.sha == baseSha)
            left = release.id;
        if (release.sha == headSha)
            right = release.id;
    }
    compare(left, right);
}

void ReleaseActs::start(PlanSheet *sheet, const operations::Plan &plan, const operations::Runner::Consent &consent)
{
    if (!m_services.runner) {
        emit said(base::Status::Failure, accessObstacle());
        return;
    }
    if (sheet)
        sheet->setBusy(tr("Starting"));
    QCoro::connect(m_services.runner->start(plan, consent), this,
                   [this, sheet = QPointer(sheet), plan](const base::Result<QString> &id) {
                       if (id) {
                           if (m_services.releases)
                               claim(*m_services.releases, plan.facts, *id);
                           if (sheet)
                               sheet->close();
                           emit said(base::Status::Running, tr("Started: %1").arg(plan.title));
                           emit operationStarted(*id);
                       } else if (sheet) {
                           sheet->setBusy({});
                           sheet->fail(base::sentence(id.error()));
                       } else {
                           emit said(base::Status::Failure, base::sentence(id.error()));
                           emit refused(id.error());
                       }
                   });
}

void ReleaseActs::startCoordinated()
{
    auto *choice = new SeveralSheet(m_history, {m_services.clock->now(), m_services.workspace.get()}, m_over);
    connect(choice, &SeveralSheet::planRequested, this, &ReleaseActs::planSeveral);
    choice->open();
}

void ReleaseActs::planSeveral(const QList<rollout::Wish> &wishes)
{
    if (m_busy || !m_services.planner)
        return;
    m_busy = m_acts.coordinated;
    judge();
    QCoro::connect(draftAll(m_services.planner, wishes, m_stop.get_token()), this,
                   [this, wishes, stop = m_stop.get_token()](const base::Result<Parts> &parts) {
                       if (stop.stop_requested())
                           return;
                       m_busy = nullptr;
                       judge();
                       if (!parts)
                           emit said(base::Status::Failure, base::sentence(parts.error()));
                       else if (parts->size() == 1)
                           openSheet(parts->first().first);
                       else
                           openOrder(*parts);
                   });
}

void ReleaseActs::openOrder(const Parts &parts)
{
    QList<Draft> drafts;
    for (const auto &[draft, choices] : parts)
        drafts += draft;
    auto *order = new rollout_sheets::CoordinatedSheet(m_over, tr("Release several apps"), drafts);
    connect(order, &rollout_sheets::CoordinatedSheet::chosen, this,
            [this, parts, order](const QList<rollout::Wish> &wishes) {
                order->close();
                openJoint(joined(ordered(parts, wishes)), wishes);
            });
    order->open();
}

void ReleaseActs::openJoint(const operations::Plan &plan, const QList<rollout::Wish> &wishes)
{
    auto *sheet = new PlanSheet(m_over, plan, m_services.actor, m_services.clock);
    connect(sheet, &PlanSheet::confirmed, this,
            [this, sheet](const operations::Plan &confirmed, const operations::Runner::Consent &consent) {
                start(sheet, confirmed, consent);
            });
    connect(sheet, &PlanSheet::againRequested, sheet, [this, sheet, wishes] {
        QCoro::connect(draftAll(m_services.planner, wishes, m_stop.get_token()), sheet,
                       [sheet](const base::Result<Parts> &parts) {
                           if (parts)
                               sheet->setPlan(joined(*parts));
                           else
                               sheet->fail(base::sentence(parts.error()));
                       });
    });
    sheet->open();
}

} // namespace slipway::releases_page
