#include "rollout/vercel_draft.h"

#include "rollout/fingerprint.h"
#include "rollout/freeze_guard.h"
#include "rollout/telling.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using operations::ApiCall;
using operations::Guard;
using operations::Plan;
using operations::StepSpec;
using operations::StepTime;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::VercelPlan)
};

const QString moveStep = u"vercel/move"_s;
const QString buildStep = u"vercel/build"_s;
const QString waitBuildStep = u"vercel/wait-build"_s;
const QString domainsStep = u"vercel/domains"_s;
constexpr milliseconds moveTime{8'000};

class Maker
{
public:
    Maker(const Draft &draft, const Choices &choices)
        : m_draft(draft)
        , m_choices(choices)
        , m_basis(draft.basis)
    { }

    Plan plan() const;

private:
    QString text(QLatin1StringView name) const { return m_basis.value(name).toString(); }
    bool flag(QLatin1StringView name) const { return m_basis.value(name).toBool(); }
    bool isBack() const { return m_draft.wish.act == Wish::Act::RollBack; }
    /// A new build takes the domains by itself only where nobody holds them.
    bool needsMove() const { return flag("isProduction"_L1) && (!flag("isRebuilt"_L1) || !flag("assigns"_L1)); }

    QString url(const QString &path, const QString &query = {}) const;
    StepSpec build() const;
    StepSpec waitBuild() const;
    StepSpec move() const;
    StepSpec domains() const;
    StepSpec watch() const;
    QList<StepSpec> tellings() const;
    QList<StepSpec> steps() const;
    QList<Guard> guards() const;
    QString verb() const;
    QString command() const;
    QString kind() const;

    const Draft &m_draft;
    const Choices &m_choices;
    const QJsonObject m_basis;
};

QString Maker::url(const QString &path, const QString &query) const
{
    const QString team = text("team"_L1);
    QStringList items;
    if (!query.isEmpty())
        items.append(query);
    if (!team.isEmpty())
        items.append((team.startsWith("team_"_L1) ? u"teamId="_s : u"slug="_s) + team);
    const QString whole = u"https://api.vercel.com"_s + path;
    return items.isEmpty() ? whole : whole + u'?' + items.join(u'&');
}

StepSpec Maker::build() const
{
    const bool isRedeploy = m_draft.wish.act == Wish::Act::Redeploy;
    const QString target = flag("isProduction"_L1) ? u"production"_s : QString();
    const QString action = isRedeploy ? u"redeploy"_s : u"promote"_s;
    StepSpec step;
    step.id = buildStep;
    step.kind = u"vercel.redeploy"_s;
    step.input = {{u"project"_s, text("project"_L1)},
                  {u"deployment"_s, text("deployment"_L1)},
                  {u"target"_s, target},
                  {u"action"_s, action}};
    step.title = isRedeploy ? Words::tr("Build %1 again").arg(text("name"_L1))
                            : Words::tr("Build %1 for production").arg(text("name"_L1));
    step.detail = isRedeploy ? Words::tr("From the same commit, with the variables of today")
                             : Words::tr("It was built as a preview, so it is built again with production's variables");
    step.expected = milliseconds(3'000);
    step.calls = {ApiCall{u"POST"_s,
                          url(u"/v13/deployments"_s, u"forceNew=1"_s),
                          {{u"name"_s, text("project"_L1)},
                           {u"deploymentId"_s, text("deployment"_L1)},
                           {u"target"_s, target.isEmpty() ? u"preview"_s : target},
                           {u"meta.action"_s, action}}}};
    step.revertWords = Words::tr("The build stays listed at Vercel; roll back to take its domains away.");
    return step;
}

StepSpec Maker::waitBuild() const
{
    StepSpec step;
    step.id = waitBuildStep;
    step.kind = u"vercel.wait-build"_s;
    step.input = {{u"deploymentFrom"_s, buildStep}, {u"staysStaged"_s, needsMove()}};
    step.title = Words::tr("Wait until it is built");
    step.detail = needsMove() ? Words::tr("It stays staged until the next step")
                              : Words::tr("Ready, checks passed, domains assigned");
    step.expected = milliseconds(m_basis.value("buildTime"_L1).toInteger());
    step.after = {buildStep};
    step.mutates = false;
    return step;
}

StepSpec Maker::move() const
{
    const QString act = isBack() ? u"rollback"_s : u"promote"_s;
    const QString version = isBack() ? u"v1"_s : u"v10"_s;
    const bool isBuilt = flag("isRebuilt"_L1);
    StepSpec step;
    step.id = moveStep;
    step.kind = u"vercel."_s + act;
    step.input = {{u"project"_s, text("project"_L1)},
                  {u"from"_s, text("from"_L1)},
                  {u"lastRequestedAt"_s, m_basis.value("lastRequestedAt"_L1)}};
    if (isBuilt)
        step.input.insert(u"deploymentFrom"_s, buildStep);
    else
        step.input.insert(u"deployment"_s, text("deployment"_L1));
    step.title = isBack() ? Words::tr("Point production back to %1").arg(text("name"_L1))
                          : Words::tr("Point production to %1").arg(text("name"_L1));
    step.detail = isBack() ? Words::tr("No build. Pushes stay staged from then on")
                           : Words::tr("Pushes take the domains from then on");
    step.expected = moveTime;
    step.calls = {ApiCall{u"POST"_s,
                          url(u"/%1/projects/%2/%3/%4"_s.arg(version, text("project"_L1), act,
                                                             isBuilt ? u"<new deployment>"_s : text("deployment"_L1))),
                          {}}};
    if (isBuilt)
        step.after = {waitBuildStep};
    step.canRevert = !text("from"_L1).isEmpty();
    step.revertWords = !step.canRevert ? Words::tr("Nothing served production before.")
        : isBack()                     ? Words::tr("Promotes what served before; pushes take the domains again.")
                                       : Words::tr("Rolls back to what served before; production is then pinned.");
    return step;
}

StepSpec Maker::domains() const
{
    StepSpec step;
    step.id = domainsStep;
    step.kind = u"vercel.wait-aliases"_s;
    step.input = {{u"project"_s, text("project"_L1)}};
    if (flag("isRebuilt"_L1))
        step.input.insert(u"deploymentFrom"_s, buildStep);
    else
        step.input.insert(u"deployment"_s, text("deployment"_L1));
    step.title = Words::tr("Check every production domain");
    step.expected = milliseconds(2'000);
    step.after = {needsMove() ? moveStep : waitBuildStep};
    step.mutates = false;
    return step;
}

StepSpec Maker::watch() const
{
    const auto minutes = std::chrono::minutes(m_basis.value("watchMinutes"_L1).toInt());
    // A new build's id is not known yet: then what takes the place of the one that serves is watched.
    const QString deployment = flag("isRebuilt"_L1) ? QString() : text("deployment"_L1);
    StepSpec step;
    step.id = u"watch"_s;
    step.kind = u"health.watch"_s;
    step.input = {{u"app"_s, m_draft.wish.target.app},
                  {u"environment"_s, m_draft.wish.target.environment},
                  {u"deployment"_s, deployment},
                  {u"previousDeployment"_s, text("from"_L1)},
                  // A project whose domains move shows it to others after minutes only.
                  {u"patienceMinutes"_s, 10},
                  {u"minutes"_s, static_cast<int>(minutes.count())}};
    step.title = Words::tr("Watch for %1 minutes").arg(minutes.count());
    step.detail = Words::tr("If it fails, going back is offered; nothing happens by itself");
    step.expected = minutes;
    step.after = {domainsStep};
    step.mutates = false;
    return step;
}

QList<StepSpec> Maker::tellings() const
{
    QList<StepSpec> list;
    if (!m_choices.options.contains(u"tell"_s) || !flag("isProduction"_L1))
        return list;
    if (const QString version = text("sentryVersion"_L1); !version.isEmpty())
        list.append(sentryDeploySpec(u"tell/sentry"_s, text("sentryOrganization"_L1), version,
                                     m_draft.wish.target.environment, m_draft.title));
    if (const QString channel = text("slackChannel"_L1); !channel.isEmpty())
        list.append(
            slackPostSpec(u"tell/slack"_s, channel, Words::tr("%1: done").arg(m_draft.title), StepTime::OnSuccess));
    return list;
}

QList<StepSpec> Maker::steps() const
{
    QList<StepSpec> list;
    if (flag("isRebuilt"_L1))
        list << build() << waitBuild();
    if (needsMove())
        list.append(move());
    if (flag("isProduction"_L1)) {
        list.append(domains());
        if (m_choices.options.contains(u"watch"_s))
            list.append(watch());
    }
    return list + tellings();
}

QList<Guard> Maker::guards() const
{
    QList<Guard> list;
    if (flag("isMoving"_L1))
        list.append({u"alias-request"_s,
                     Guard::Level::Block,
                     Words::tr("Another promotion or roll-back is under way"),
                     Words::tr("Vercel takes one at a time. Wait until it has ended."),
                     {}});
    if (isBack()) {
        if (!flag("hasServed"_L1))
            list.append({u"never-served"_s,
                         Guard::Level::Block,
                         Words::tr("It has never served production"),
                         Words::tr("Vercel rolls back to such builds only. Promote it instead."),
                         {}});
        if (text("plan"_L1) == "hobby"_L1 && !flag("isPrevious"_L1))
            list.append({u"hobby-plan"_s,
                         Guard::Level::Block,
                         Words::tr("The Hobby plan goes back one deployment only"),
                         Words::tr("Choose the one before, or promote the older build instead."),
                         {}});
    }
    if (const QString words = text("freeze"_L1); !words.isEmpty())
        list.append(freezeGuard(words));
    if (!m_draft.drift.isEmpty())
        list.append({u"old-values"_s,
                     Guard::Level::Warn,
                     Words::tr("The build has older values"),
                     m_draft.drift.join(u'\n'),
                     {}});
    return list;
}

QString Maker::verb() const
{
    switch (m_draft.wish.act) {
    case Wish::Act::RollBack: return Words::tr("Roll back to %1").arg(text("name"_L1));
    case Wish::Act::UndoRollback: return Words::tr("Undo the roll-back");
    case Wish::Act::Redeploy: return Words::tr("Redeploy %1").arg(text("name"_L1));
    default: return Words::tr("Promote %1").arg(text("name"_L1));
    }
}

QString Maker::command() const
{
    const QString scope = text("team"_L1).isEmpty() ? QString() : u" --scope "_s + text("team"_L1);
    if (isBack())
        return u"vercel rollback "_s + text("deployment"_L1) + scope;
    const bool isRedeploy = m_draft.wish.act == Wish::Act::Redeploy;
    return (isRedeploy ? u"vercel redeploy "_s : u"vercel promote "_s) + text("url"_L1) + scope;
}

QString Maker::kind() const
{
    switch (m_draft.wish.act) {
    case Wish::Act::RollBack: return u"vercel-rollback"_s;
    case Wish::Act::UndoRollback: return u"vercel-undo-rollback"_s;
    case Wish::Act::Redeploy: return u"vercel-redeploy"_s;
    default: return u"vercel-promote"_s;
    }
}

Plan Maker::plan() const
{
    Plan plan;
    plan.kind = kind();
    plan.title = m_draft.title;
    plan.verb = verb();
    plan.isDangerous = isBack() && flag("isProduction"_L1);
    if (plan.isDangerous)
        plan.typeToConfirm = m_draft.wish.target.app;
    plan.targets = {m_draft.wish.target};
    plan.steps = steps();
    plan.guards = guards();
    plan.reverts = m_draft.reverts;
    plan.stays = m_draft.stays;
    plan.abortWords = Words::tr("What was asked of Vercel goes on there; production serves either the old or the new "
                                "build, never both.");
    plan.command = command();
    for (const StepSpec &step : std::as_const(plan.steps))
        plan.expected += step.expected;
    plan.madeAt = m_draft.madeAt;
    const QByteArray seen = QJsonDocument(m_basis).toJson(QJsonDocument::Compact);
    plan.fingerprint = fingerprintOf(seen);
    plan.facts = {{u"from"_s, m_draft.from.releaseId},      {u"to"_s, m_draft.to.releaseId},
                  {u"fromVersion"_s, m_draft.from.version}, {u"toVersion"_s, m_draft.to.version},
                  {u"deployment"_s, text("deployment"_L1)}, {u"watch"_s, m_choices.options.contains(u"watch"_s)}};
    plan.obstacle = m_draft.obstacle;
    return plan;
}

} // namespace

Plan planOfVercel(const Draft &draft, const Choices &choices)
{
    return Maker(draft, choices).plan();
}

} // namespace slipway::rollout
