#include "releases/join.h"
#include "releases/lane_join.h"
#include "releases/words.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

/// Runs of migrations, told from one another by what each found new.
class Migrations
{
public:
    Migrations(const Evidence &evidence, const GitHubIndex &github)
        : m_evidence(evidence)
        , m_github(github)
    {
        for (const workspace::App &app : evidence.workspace->apps) {
            if (!app.migrations.isEmpty())
                m_apps.append(&app);
        }
    }

    QList<Mark> marks() const
    {
        QList<Mark> result;
        for (const auto environment : {workspace::Environment::Production, workspace::Environment::Staging}) {
            const QString id = workspace::environmentId(environment);
            QSet<QString> applied;
            QSet<qint64> runs;
            for (const Deploy &deploy : m_github.deploys(id)) {
                if (!deploy.run || !isMigrations(fileOf(*deploy.run)) || runs.contains(deploy.run->id))
                    continue;
                runs.insert(deploy.run->id);
                result.append(markOf(deploy, id, applied));
            }
        }
        return result;
    }

private:
    Mark markOf(const Deploy &deploy, const QString &environment, QSet<QString> &applied) const
    {
        const github::Run &run = *deploy.run;
        Mark mark;
        mark.id = u"migration/%1/%2"_s.arg(QString::number(run.id), environment);
        mark.app = m_apps.size() == 1 ? m_apps.first()->id : QString();
        mark.environment = environment;
        mark.at = run.createdAt;
        mark.took = run.took();
        mark.status = run.status();
        mark.runId = run.id;
        mark.page = run.page;
        mark.name = u"#%1"_s.arg(run.number);
        addStep(mark);
        nameNewest(mark, run, applied);
        return mark;
    }

    /// The step that applies it tells better than the run when it happened and how long that took.
    void addStep(Mark &mark) const
    {
        for (const github::Job &job : m_evidence.github.jobs.value(mark.runId)) {
            for (const github::Step &step : job.steps) {
                const bool isApplying = step.name.contains("migrat"_L1, Qt::CaseInsensitive)
                    && (step.name.contains("apply"_L1, Qt::CaseInsensitive)
                        || step.name.contains("run"_L1, Qt::CaseInsensitive));
                if (!isApplying || !step.startedAt || step.name.contains("dry"_L1, Qt::CaseInsensitive))
                    continue;
                mark.at = *step.startedAt;
                if (step.completedAt)
                    mark.took = milliseconds{step.startedAt->msecsTo(*step.completedAt)};
                return;
            }
        }
    }

    void nameNewest(Mark &mark, const github::Run &run, QSet<QString> &applied) const
    {
        QStringList fresh;
        for (const workspace::App *app : m_apps) {
            for (const MigrationFile &file : m_evidence.github.migrations.value(migrationsKey(app->id, run.branch))) {
                if (file.at <= run.createdAt.addDuration(clockSkew) && !applied.contains(file.name))
                    fresh.append(file.name);
            }
        }
        if (fresh.isEmpty())
            return;
        mark.detail = fresh.last();
        mark.name = fresh.last().section(u'_', 0, 0);
        if (fresh.size() > 1)
            mark.detail = fresh.join(u", "_s);
        if (mark.status == base::Status::Success)
            applied.unite(QSet<QString>(fresh.begin(), fresh.end()));
    }

    const Evidence &m_evidence;
    const GitHubIndex &m_github;
    QList<const workspace::App *> m_apps;
};

} // namespace

bool isMigrations(const QString &workflowFile)
{
    return workflowFile.contains("migrat"_L1, Qt::CaseInsensitive);
}

QString migrationsKey(const QString &app, const QString &branch)
{
    return app + u' ' + branch;
}

QList<Mark> migrationMarks(const Evidence &evidence, const GitHubIndex &github)
{
    return Migrations(evidence, github).marks();
}

} // namespace slipway::releases
