#include "sandbox/github/plan.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

constexpr auto workflowFolder = ".github/workflows/"_L1;

/// On an ordinary day, for a step that no plan knows.
int usualSeconds(const FileStep &step)
{
    static const QList<std::pair<QString, int>> known{{u"install"_s, 46}, {u"test"_s, 58},   {u"build"_s, 34},
                                                      {u"deploy"_s, 74},  {u"lint"_s, 24},   {u"typecheck"_s, 38},
                                                      {u"setup-"_s, 7},   {u"checkout"_s, 4}};
    const QString what = (step.uses + u' ' + step.run).toLower();
    const auto found = std::ranges::find_if(known, [&what](const auto &entry) { return what.contains(entry.first); });
    return found == known.end() ? 5 : found->second;
}

int secondsOf(const FileStep &step, const JobPlan *known)
{
    if (known) {
        const auto found = std::ranges::find(known->steps, step.name, &StepPlan::name);
        if (found != known->steps.end())
            return found->seconds;
    }
    return usualSeconds(step);
}

/// A step that plainly ends in failure: its last command is `false` or `exit` with another code than 0.
bool plainlyFails(const FileStep &step)
{
    static const QRegularExpression failing(u"^(?:false|exit [1-9][0-9]*)$"_s);
    return failing.match(step.run.trimmed().section(u'\n', -1).trimmed()).hasMatch();
}

JobPlan planOf(const FileJob &job, const JobPlan *known)
{
    static const QRegularExpression input(uR"(^\$\{\{\s*(?:github\.event\.)?inputs\.environment\s*\}\}$)"_s);
    static const QRegularExpression onlyOn(uR"(^github\.ref == 'refs/heads/([\w./-]+)'$)"_s);
    JobPlan plan;
    plan.name = job.name;
    plan.environment = input.match(job.environment).hasMatch() ? u"inputs.environment"_s : job.environment;
    if (known && plan.environment.isEmpty())
        plan.environment = known->environment;
    plan.branch = onlyOn.match(job.condition).captured(1);
    plan.steps.append({u"Set up job"_s, 2});
    for (const FileStep &step : job.steps) {
        if (plainlyFails(step) && plan.failingStep < 0)
            plan.failingStep = static_cast<int>(plan.steps.size());
        plan.steps.append({step.name, secondsOf(step, known)});
    }
    plan.steps.append({u"Complete job"_s, 1});
    return plan;
}

/// The jobs in an order in which each comes after those it needs; those that need each other are left out.
QList<const FileJob *> inOrder(const WorkflowFile &file)
{
    QList<const FileJob *> ordered;
    const auto isPlaced = [&ordered](const QString &id) {
        return std::ranges::any_of(ordered, [&id](const FileJob *job) { return job->id == id; });
    };
    for (qsizetype before = -1; before != ordered.size();) {
        before = ordered.size();
        for (const FileJob &job : file.jobs) {
            if (!isPlaced(job.id) && std::ranges::all_of(job.needs, isPlaced))
                ordered.append(&job);
        }
    }
    return ordered;
}

QList<JobPlan> plansOf(const WorkflowFile &file, const QList<JobPlan> &known)
{
    QList<JobPlan> plans;
    QHash<QString, QList<int>> places;
    for (const FileJob *job : inOrder(file)) {
        const auto found = std::ranges::find(known, job->name, &JobPlan::name);
        JobPlan plan = planOf(*job, found == known.end() ? nullptr : &*found);
        for (const QString &need : job->needs)
            plan.needs += places.value(need);
        const QList<QStringList> rows = job->matrix.isEmpty() ? QList<QStringList>{{}} : job->matrix;
        for (const QStringList &row : rows) {
            places[job->id].append(static_cast<int>(plans.size()));
            plans.append(plan);
            if (!row.isEmpty())
                plans.last().name += " ("_L1 + row.join(u", "_s) + u')';
        }
    }
    return plans;
}

const QString *blobAt(const Repository &repository, const QString &path, const QString &sha)
{
    const Commit *commit = repository.git.commit(sha);
    const Git::Tree *tree = commit ? repository.git.tree(commit->tree) : nullptr;
    if (!tree)
        return nullptr;
    const auto found = tree->find(path);
    return found == tree->end() ? nullptr : &found->second;
}

bool isWorkflowPath(const QString &path)
{
    return path.startsWith(workflowFolder) && path.indexOf(u'/', workflowFolder.size()) < 0
        && (path.endsWith(".yml"_L1) || path.endsWith(".yaml"_L1));
}

void registerFile(State &state, Repository &repository, const QString &path, const QByteArray &text,
                  const QDateTime &at)
{
    const auto file = readWorkflowFile(text);
    const QString name = file && !file->name.isEmpty() ? file->name : path;
    const auto found = std::ranges::find(repository.workflows, path, &Workflow::path);
    if (found != repository.workflows.end()) {
        found->name = name;
        if (found->state == "deleted"_L1)
            found->state = u"active"_s;
        return;
    }
    Workflow workflow;
    workflow.id = 88'000'000 + state.nextId() % 1'000'000;
    workflow.name = name;
    workflow.path = path;
    workflow.created = at;
    repository.workflows.push_back(std::move(workflow));
}

} // namespace

std::optional<QByteArray> fileAt(const Repository &repository, const QString &path, const QString &sha)
{
    const QString *blob = blobAt(repository, path, sha);
    return blob ? repository.git.blob(*blob) : std::nullopt;
}

std::optional<WorkflowAt> workflowAt(const Repository &repository, const Workflow &workflow, const QString &sha)
{
    const QString *blob = blobAt(repository, workflow.path, sha);
    auto file = blob ? readWorkflowFile(repository.git.blob(*blob).value_or(QByteArray())) : std::nullopt;
    if (!file)
        return std::nullopt;
    const bool isOwn = *blob == workflow.blob;
    QList<JobPlan> jobs = isOwn ? workflow.jobs : plansOf(*file, workflow.jobs);
    return WorkflowAt{std::move(*file), std::move(jobs)};
}

void adoptFiles(Repository &repository)
{
    const Commit *head = repository.git.resolve(repository.defaultBranch);
    for (Workflow &workflow : repository.workflows) {
        const QString *blob = head ? blobAt(repository, workflow.path, head->sha) : nullptr;
        workflow.blob = blob ? *blob : QString();
    }
}

void registerWorkflows(State &state, Repository &repository, const QString &sha, const QDateTime &at)
{
    const Commit *commit = repository.git.commit(sha);
    const Git::Tree *tree = commit ? repository.git.tree(commit->tree) : nullptr;
    if (!tree)
        return;
    for (const auto &[path, blob] : *tree) {
        if (isWorkflowPath(path))
            registerFile(state, repository, path, repository.git.blob(blob).value_or(QByteArray()), at);
    }
    for (Workflow &workflow : repository.workflows) {
        if (!tree->contains(workflow.path))
            workflow.state = u"deleted"_s;
    }
}

} // namespace slipway::sandbox::github
