#include "editing/clip.h"
#include "editing/clip_reading.h"
#include "editing/fresh_names.h"
#include "editing/own_texts.h"
#include "editing/words.h"
#include "workflow/edits/edit.h"
#include "workflow/edits/meaning.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>

namespace slipway::editing {

namespace {

using Kind = Place::Kind;
using workflow::Document;
using yaml::Value;

QString tr(const char *text)
{
    return QCoreApplication::translate("editing::clip", text);
}

bool takesSteps(const Place &target)
{
    return target.kind == Kind::Job || target.kind == Kind::Step;
}

QString refusalOf(const Document &document, const Clip &clip, const Place &target)
{
    if (!holds(document, target))
        return tr("%1 is not there any more.").arg(words(document, target));
    if (clip.steps.empty())
        return {};
    if (!takesSteps(target))
        return tr("Steps belong into a job. Select the job first.");
    if (jobWithId(document, target.job)->isCall())
        return tr("%1 calls another workflow and has no steps of its own.").arg(shown(target.job));
    return {};
}

/// Ids for the jobs that no job has, by their order.
std::vector<std::string> freshIds(const Document &document, const std::vector<Part> &jobs)
{
    std::set<std::string> taken;
    for (const Part &job : jobs)
        taken.insert(job.name);
    std::vector<std::string> ids;
    for (const auto &[id, body, text] : jobs) {
        const bool isFree = !id.empty() && isId(id) && document.workflow().indexOf(id) < 0;
        ids.push_back(isFree ? id : id.empty() ? newJobId(document) : freshJobId(document, id, taken));
        taken.insert(ids.back());
    }
    return ids;
}

/// The jobs as they are written, in a workflow of their own, after `renames`; nothing where that is not to be had.
std::vector<std::string> textsAfter(const std::vector<Part> &jobs, const std::vector<workflow::RenameJob> &renames)
{
    std::string text = "jobs:\n";
    for (const Part &job : jobs)
        text += indented(job.text);
    auto tree = yaml::Tree::parse(QByteArray::fromStdString(text));
    for (const auto &rename : renames) {
        const auto done = workflow::provenEdit(*tree, rename);
        if (!done)
            return {};
        tree = done->tree;
    }
    auto texts = textsOf(tree->root()["jobs"]);
    return texts.size() == jobs.size() ? texts : std::vector<std::string>();
}

/// The jobs that are pasted, with ids that are free, as a workflow of their own: so renaming one follows its needs and
/// expressions.
base::Result<std::vector<Part>> withFreshIds(const Document &document, const std::vector<Part> &jobs)
{
    auto root = yaml::makeMap({{"jobs", yaml::makeMap({})}});
    for (const Part &job : jobs)
        root->find("jobs")->value->members.push_back({job.name, job.value});
    const auto ids = freshIds(document, jobs);
    std::vector<workflow::RenameJob> renames;
    for (size_t i = 0; i < jobs.size(); ++i) {
        if (ids[i] == jobs[i].name)
            continue;
        renames.push_back({jobs[i].name, ids[i]});
        auto renamed = workflow::meaningAfter(std::move(root), renames.back());
        if (!renamed)
            return std::unexpected(renamed.error());
        root = std::move(*renamed);
    }
    // A job that came without an id has been given one as it was read, and nothing names it.
    const bool isNameless = jobs.size() == 1 && jobs.front().name.empty();
    const auto texts = isNameless ? std::vector{jobs.front().text} : textsAfter(jobs, renames);
    std::vector<Part> fresh;
    for (const Value::Member &job : root->find("jobs")->value->members) {
        const size_t at = fresh.size();
        fresh.push_back({job.key, job.value, at < texts.size() ? texts[at] : std::string()});
    }
    return fresh;
}

/// Needs that name jobs which are neither here nor pasted.
QStringList missingNeeds(const Document &document, const std::vector<Part> &jobs)
{
    QStringList sentences;
    const auto isKnown = [&](const std::string &id) {
        return document.workflow().indexOf(id) >= 0 || std::ranges::contains(jobs, id, &Part::name);
    };
    for (const auto &[id, body, text] : jobs) {
        const auto *needs = body->find("needs");
        if (!needs)
            continue;
        QStringList missing;
        if (needs->value->isText() && !isKnown(needs->value->text))
            missing += shown(needs->value->text);
        for (const auto &need : needs->value->members) {
            if (need.value->isText() && !isKnown(need.value->text))
                missing += shown(need.value->text);
        }
        for (const QString &need : missing)
            sentences += tr("Job %1 waits for %2, which is not in this workflow.").arg(shown(id), need);
    }
    return sentences;
}

class Pasting
{
public:
    Pasting(const Document &document, const Place &target, int index)
        : m_document(document)
        , m_target(target)
        , m_index(index)
    { }

    base::Result<Planned> run(const Clip &clip)
    {
        addTriggers(clip);
        const auto jobs = withFreshIds(m_document, clip.jobs);
        if (!jobs)
            return std::unexpected(jobs.error());
        addJobs(*jobs);
        addSteps(clip);
        if (m_planned.operations.empty())
            return refused(tr("All that would be pasted is there already."));
        m_planned.name = nameOf(clip);
        m_planned.warnings += missingNeeds(m_document, *jobs);
        return std::move(m_planned);
    }

private:
    void addTriggers(const Clip &clip)
    {
        for (const auto &[event, settings, text] : clip.triggers) {
            if (m_document.workflow().on.find(event)) {
                m_planned.warnings += tr("The trigger %1 is there already and stays as it is.").arg(shown(event));
                continue;
            }
            m_planned.operations.push_back(workflow::AddTrigger{event, settings, worthKeeping(text)});
            m_planned.places.append(Place::trigger(event));
        }
    }

    void addJobs(const std::vector<Part> &jobs)
    {
        std::string after = takesSteps(m_target) ? m_target.job : std::string();
        for (const auto &[id, body, text] : jobs) {
            m_planned.operations.push_back(
                workflow::AddJob{.id = id, .body = body, .after = after, .text = worthKeeping(text)});
            m_planned.places.append(Place::ofJob(id));
            after = after.empty() ? std::string() : id;
        }
    }

    void addSteps(const Clip &clip)
    {
        if (clip.steps.empty())
            return;
        const workflow::Job &job = *jobWithId(m_document, m_target.job);
        const int count = int(job.steps.size());
        int row = m_index < 0 || m_index > count ? count : m_index;
        if (m_target.kind == Kind::Step)
            row = std::min(m_target.step + 1, count);
        std::set<std::string> ids;
        for (const Part &step : clip.steps) {
            m_planned.operations.push_back(workflow::AddStep{m_target.job, row, step.value, worthKeeping(step.text)});
            makeIdFresh(job, *step.value, row, ids);
            m_planned.places.append(Place::ofStep(m_target.job, row));
            ++row;
        }
    }

    void makeIdFresh(const workflow::Job &job, const Value &step, int row, std::set<std::string> &ids)
    {
        const auto *id = step.find("id");
        if (!id || !id->value->isText())
            return;
        const std::string fresh = freshStepId(job, id->value->text, ids);
        ids.insert(fresh);
        if (fresh != id->value->text)
            m_planned.operations.push_back(
                workflow::Set{{"jobs", m_target.job, "steps", row, "id"}, yaml::makeText(fresh)});
    }

    QString nameOf(const Clip &clip) const
    {
        if (m_planned.places.size() != 1)
            return tr("Paste %1 parts").arg(m_planned.places.size());
        if (!clip.steps.empty())
            return tr("Paste step into %1").arg(shown(m_target.job));
        const Place &place = m_planned.places.constFirst();
        return clip.jobs.empty() ? tr("Paste trigger %1").arg(shown(place.event))
                                 : tr("Paste job %1").arg(shown(place.job));
    }

    const Document &m_document;
    const Place &m_target;
    int m_index = -1;
    Planned m_planned;
};

} // namespace

QString refusalToPaste(const Document &document, const QString &text, const Place &target)
{
    const auto clip = readClip(text);
    return clip ? refusalOf(document, *clip, target) : base::sentence(clip.error());
}

base::Result<Planned> paste(const Document &document, const QString &text, const Place &target, int index)
{
    const auto clip = readClip(text);
    if (!clip)
        return std::unexpected(clip.error());
    if (const QString words = refusalOf(document, *clip, target); !words.isEmpty())
        return refused(words);
    return Pasting(document, target, index).run(*clip);
}

} // namespace slipway::editing
