#include "runs/plan.h"

#include "base/format.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::runs {

namespace {

using Kind = Wish::Kind;

/// GitHub refuses to run older ones again. Source: GitHub's documentation, "Re-running workflows and jobs".
constexpr qint64 mostDaysToRerun = 30;

QString tr(const char *text)
{
    return QCoreApplication::translate("runs", text);
}

/// `one` as it is, or `many` with the count.
QString counted(qsizetype count, const char *one, const char *many)
{
    return count == 1 ? tr(one) : tr(many).arg(base::format::count(count));
}

QString numberOf(const RunFact &run)
{
    return u'#' + QString::number(run.number);
}

QString pathOfRun(const RunFact &run, QLatin1StringView verb)
{
    return u"/actions/runs/"_s + QString::number(run.id) + verb;
}

QString quoted(const QString &text)
{
    QString inner = text;
    inner.replace(u'\'', u"'\\''"_s);
    return u'\'' + inner + u'\'';
}

qsizetype countOf(const QList<JobFact> &jobs, auto filter)
{
    return std::ranges::count_if(jobs, filter);
}

bool hasFailed(const JobFact &job)
{
    return job.status == Status::Failure || job.status == Status::Cancelled;
}

QStringList environmentsOf(const QList<GateFact> &gates)
{
    QStringList names;
    for (const GateFact &gate : gates)
        names += gate.environment;
    return names;
}

QString idsOf(const QList<GateFact> &gates)
{
    QStringList ids;
    for (const GateFact &gate : gates)
        ids += QString::number(gate.environmentId);
    return u'[' + ids.join(u", "_s) + u']';
}

class Planner
{
public:
    Planner(const Wish &wish, const Standing &standing)
        : m_wish(wish)
        , m_standing(standing)
    { }

    Plan plan()
    {
        switch (m_wish.kind) {
        case Kind::Dispatch: dispatch(); break;
        case Kind::Cancel: cancel(); break;
        case Kind::ForceCancel: forceCancel(); break;
        case Kind::RerunAll:
        case Kind::RerunFailed:
        case Kind::RerunJob: rerun(); break;
        case Kind::Enable:
        case Kind::Disable: enable(); break;
        case Kind::Approve:
        case Kind::Reject: review(); break;
        }
        judgeStanding();
        return std::move(m_plan);
    }

private:
    void judgeStanding()
    {
        const bool isReview = m_wish.kind == Kind::Approve || m_wish.kind == Kind::Reject;
        if (!m_standing.isOnline)
            m_plan.obstacle = tr("GitHub cannot be reached. Try again once the connection is back.");
        else if (!isReview && m_standing.canWrite == false)
            m_plan.obstacle = tr("Needs write access to the repository. Ask one of its administrators.");
    }

    void add(const QString &method, const QString &path, QList<std::pair<QString, QString>> body = {})
    {
        m_plan.calls += {method, path, std::move(body)};
    }

    void setCommand(const QString &command)
    {
        m_plan.command = m_standing.repository.isEmpty() ? command : command + u" --repo "_s + m_standing.repository;
    }

    void dispatch()
    {
        const QString &name = m_wish.workflow.name;
        m_plan.title = tr("Run %1").arg(name);
        m_plan.verb = tr("Run workflow");
        m_plan.steps += tr("GitHub starts %1 at the newest commit of %2.").arg(name, m_wish.ref);
        if (!m_wish.environments.isEmpty())
            m_plan.steps += tr("It may deploy to %1, behind the gates of these environments.")
                                .arg(m_wish.environments.join(u", "_s));
        m_plan.stays += tr("Runs that are under way go on, unless a concurrency group of the workflow says otherwise.");
        QList<std::pair<QString, QString>> body{{u"ref"_s, m_wish.ref}};
        QString command = u"gh workflow run "_s + quoted(m_wish.workflow.file()) + u" --ref "_s + quoted(m_wish.ref);
        for (auto input = m_wish.inputs.begin(); input != m_wish.inputs.end(); ++input) {
            body += {u"inputs."_s + input.key(), input.value()};
            command += u" -f "_s + quoted(input.key() + u'=' + input.value());
        }
        add(u"POST"_s, u"/actions/workflows/"_s + m_wish.workflow.file() + u"/dispatches"_s, body);
        setCommand(command);
        if (!m_wish.workflow.isActive)
            m_plan.obstacle = tr("The workflow is disabled. Enable it first.");
        else if (m_wish.canBeDispatched == false)
            m_plan.obstacle =
                tr("The file has no workflow_dispatch trigger at %1. Add one in the editor.").arg(m_wish.ref);
        else if (m_wish.ref.isEmpty())
            m_plan.obstacle = tr("Choose a branch or tag to run at.");
        else
            m_plan.obstacle = m_wish.inputProblem;
    }

    void addStopped()
    {
        const qsizetype running =
            countOf(m_wish.jobs, [](const JobFact &job) { return job.status == Status::Running; });
        const qsizetype waiting =
            countOf(m_wish.jobs, [](const JobFact &job) { return !job.isCompleted && job.status != Status::Running; });
        const qsizetype done = countOf(m_wish.jobs, &JobFact::isCompleted);
        if (running > 0)
            m_plan.steps += counted(running, "One running job is stopped; its steps with always() still run.",
                                    "%1 running jobs are stopped; their steps with always() still run.");
        if (waiting > 0)
            m_plan.steps += counted(waiting, "One waiting job does not start.", "%1 waiting jobs do not start.");
        if (running == 0 && waiting == 0)
            m_plan.steps += tr("What has not ended is stopped.");
        if (done > 0)
            m_plan.stays += counted(done, "One job has ended: what it deployed stays live.",
                                    "%1 jobs have ended: what they deployed stays live.");
        m_plan.isDangerous = running > 0;
        if (m_wish.run.isCompleted)
            m_plan.obstacle = tr("Run %1 has ended already.").arg(numberOf(m_wish.run));
    }

    void cancel()
    {
        m_plan.title = tr("Abort run %1").arg(numberOf(m_wish.run));
        m_plan.verb = tr("Abort run");
        addStopped();
        m_plan.stays += tr("The run can be started again afterwards.");
        add(u"POST"_s, pathOfRun(m_wish.run, "/cancel"_L1));
        setCommand(u"gh run cancel "_s + QString::number(m_wish.run.id));
    }

    void forceCancel()
    {
        m_plan.title = tr("Abort run %1 at once").arg(numberOf(m_wish.run));
        m_plan.verb = tr("Abort at once");
        addStopped();
        m_plan.isDangerous = true;
        m_plan.steps += tr("Steps with always() do not run: what they would clean up or tell stays undone.");
        add(u"POST"_s, pathOfRun(m_wish.run, "/force-cancel"_L1));
    }

    void rerun()
    {
        const RunFact &run = m_wish.run;
        const QString attempt = QString::number(run.attempt + 1);
        const qsizetype failed = countOf(m_wish.jobs, hasFailed);
        m_plan.verb = tr("Re-run");
        m_plan.steps +=
            tr("Run %1 begins attempt %2, with the workflow file and commit it had.").arg(numberOf(run), attempt);
        QString command = u"gh run rerun "_s + QString::number(run.id);
        if (m_wish.kind == Kind::RerunAll) {
            m_plan.title = tr("Re-run all jobs of %1").arg(numberOf(run));
            m_plan.steps += tr("All jobs run again, those that passed too.");
            add(u"POST"_s, pathOfRun(run, "/rerun"_L1), debugBody());
        } else if (m_wish.kind == Kind::RerunFailed) {
            m_plan.title = tr("Re-run failed jobs of %1").arg(numberOf(run));
            m_plan.steps += counted(failed, "One failed job runs again, and those that need it.",
                                    "%1 failed jobs run again, and those that need them.");
            m_plan.stays += tr("Jobs that passed keep their results.");
            add(u"POST"_s, pathOfRun(run, "/rerun-failed-jobs"_L1), debugBody());
            command += u" --failed"_s;
        } else {
            m_plan.title = tr("Re-run %1").arg(m_wish.job.name);
            m_plan.steps += tr("%1 runs again, and the jobs that need it.").arg(m_wish.job.name);
            m_plan.stays += tr("All other jobs keep their results.");
            add(u"POST"_s, u"/actions/jobs/%1/rerun"_s.arg(m_wish.job.id), debugBody());
            command = u"gh run rerun --job "_s + QString::number(m_wish.job.id);
        }
        m_plan.steps += tr("Gates ask for approval again.");
        m_plan.stays += tr("Logs of attempt %1 stay readable.").arg(run.attempt);
        setCommand(m_wish.withDebugLogs ? command + u" --debug"_s : command);
        if (run.isActive())
            m_plan.obstacle = tr("Run %1 is still under way. Wait until it ends, or abort it.").arg(numberOf(run));
        else if (m_wish.kind == Kind::RerunFailed && failed == 0)
            m_plan.obstacle = tr("No job of this run failed.");
        else if (run.createdAt.isValid() && run.createdAt.daysTo(m_standing.now) > mostDaysToRerun)
            m_plan.obstacle = tr("GitHub runs nothing again after 30 days. Start the workflow anew.");
    }

    QList<std::pair<QString, QString>> debugBody() const
    {
        return m_wish.withDebugLogs ? QList<std::pair<QString, QString>>{{u"enable_debug_logging"_s, u"true"_s}}
                                    : QList<std::pair<QString, QString>>{};
    }

    void enable()
    {
        const WorkflowFact &workflow = m_wish.workflow;
        const bool enables = m_wish.kind == Kind::Enable;
        m_plan.title = (enables ? tr("Enable %1") : tr("Disable %1")).arg(workflow.name);
        m_plan.verb = enables ? tr("Enable workflow") : tr("Disable workflow");
        m_plan.steps += enables ? tr("Its events start it again from now on.")
                                : tr("No event starts it, and nobody can start it by hand, until it is enabled again.");
        m_plan.stays += enables ? tr("Events that were missed start nothing.")
                                : tr("Runs that are under way go on, and past runs stay readable.");
        m_plan.isDangerous = !enables;
        add(u"PUT"_s,
            u"/actions/workflows/%1/%2"_s.arg(QString::number(workflow.id), enables ? u"enable"_s : u"disable"_s));
        setCommand((enables ? u"gh workflow enable "_s : u"gh workflow disable "_s) + quoted(workflow.file()));
        if (workflow.isActive == enables)
            m_plan.obstacle = enables ? tr("It is enabled already.") : tr("It is disabled already.");
    }

    void review()
    {
        const bool approves = m_wish.kind == Kind::Approve;
        const QString where = environmentsOf(m_wish.gates).join(u", "_s);
        m_plan.title = (approves ? tr("Approve %1 to %2") : tr("Reject %1 to %2")).arg(numberOf(m_wish.run), where);
        m_plan.verb = approves ? tr("Approve") : tr("Reject");
        m_plan.isDangerous = !approves;
        if (approves) {
            m_plan.steps += tr("The jobs that wait for %1 start: %2 is deployed there.")
                                .arg(where, m_wish.run.sha.first(std::min<qsizetype>(7, m_wish.run.sha.size())));
            addTimers();
        } else {
            m_plan.steps += tr("The jobs that wait for %1 fail, and the run with them.").arg(where);
            m_plan.stays += tr("What runs in %1 stays as it is.").arg(where);
        }
        m_plan.stays += tr("Your name and comment stay with the run.");
        add(u"POST"_s, pathOfRun(m_wish.run, "/pending_deployments"_L1),
            {{u"environment_ids"_s, idsOf(m_wish.gates)},
             {u"state"_s, approves ? u"approved"_s : u"rejected"_s},
             {u"comment"_s, m_wish.comment}});
        judgeReview();
    }

    void addTimers()
    {
        for (const GateFact &gate : m_wish.gates) {
            if (gate.waitTimer.count() > 0)
                m_plan.steps += tr("The wait timer of %1 runs all the same: %2.")
                                    .arg(gate.environment, base::format::duration(gate.waitTimer));
        }
    }

    void judgeReview()
    {
        if (m_wish.run.isCompleted || m_wish.gates.isEmpty()) {
            m_plan.obstacle = tr("Nothing of run %1 waits for approval.").arg(numberOf(m_wish.run));
            return;
        }
        const auto closed = std::ranges::find(m_wish.gates, false, &GateFact::canApprove);
        if (closed == m_wish.gates.end())
            return;
        m_plan.obstacle = closed->reviewers.isEmpty()
            ? tr("You are not a reviewer of %1.").arg(closed->environment)
            : tr("You are not a reviewer of %1. Ask %2.").arg(closed->environment, closed->reviewers.join(u", "_s));
    }

    const Wish &m_wish;
    const Standing &m_standing;
    Plan m_plan;
};

} // namespace

Plan planOf(const Wish &wish, const Standing &standing)
{
    return Planner(wish, standing).plan();
}

} // namespace slipway::runs
