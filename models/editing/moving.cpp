#include "editing/moving.h"

#include "editing/clip.h"
#include "editing/fresh_names.h"
#include "editing/references.h"
#include "editing/words.h"
#include "yaml/edits/proof.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>

namespace slipway::editing {

namespace {

using Kind = Place::Kind;
using workflow::Document;
using workflow::Job;

QString tr(const char *text)
{
    return QCoreApplication::translate("editing::moving", text);
}

/// A step by where it stood before anything moved.
struct Origin {
    std::string job;
    int step = 0;
    auto operator<=>(const Origin &) const = default;
};

/// The steps of some jobs while they are taken from place to place.
class Rows
{
public:
    explicit Rows(const Document &document)
        : m_document(document)
    { }

    int indexOf(const std::string &job, const Origin &step)
    {
        const auto &steps = of(job);
        return int(std::ranges::find(steps, step) - steps.begin());
    }
    /// Takes a step out and puts it before `anchor`; at the end when that is not there.
    workflow::MoveStep move(const Origin &step, const std::string &toJob, const Origin &anchor)
    {
        const int from = indexOf(step.job, step);
        auto &source = of(step.job);
        source.erase(source.begin() + from);
        const int to = indexOf(toJob, anchor);
        auto &target = of(toJob);
        target.insert(target.begin() + to, step);
        return {step.job, from, to, toJob == step.job ? std::string() : toJob};
    }

private:
    std::vector<Origin> &of(const std::string &job)
    {
        const auto [found, isNew] = m_rows.try_emplace(job);
        const Job *known = isNew ? jobWithId(m_document, job) : nullptr;
        for (int step = 0; known && step < int(known->steps.size()); ++step)
            found->second.push_back({job, step});
        return found->second;
    }

    const Document &m_document;
    std::map<std::string, std::vector<Origin>> m_rows;
};

/// In the order of the file: jobs as written, steps by index, each once.
std::vector<Origin> inOrder(const Document &document, const QList<Place> &steps)
{
    std::set<std::pair<int, int>> rows;
    for (const Place &place : steps)
        rows.emplace(document.workflow().indexOf(place.job), place.step);
    std::vector<Origin> all;
    for (const auto &[job, step] : rows)
        all.push_back({std::string(document.workflow().jobs[size_t(job)].id()), step});
    return all;
}

QStringList lostResults(const Document &document, const std::vector<Origin> &moved, const std::string &toJob)
{
    QStringList sentences;
    for (const Job &job : document.workflow().jobs) {
        if (job.id() == toJob)
            continue;
        const std::string id(job.id());
        sentences +=
            usesOfSteps(document, job, [&](int step) { return std::ranges::contains(moved, Origin{id, step}); });
    }
    return sentences;
}

QString nameOfMove(qsizetype count, const std::string &toJob, const std::vector<Origin> &steps)
{
    const bool isWithin = std::ranges::all_of(steps, [&toJob](const Origin &step) { return step.job == toJob; });
    if (isWithin)
        return count == 1 ? tr("Move step") : tr("Move %1 steps").arg(count);
    return count == 1 ? tr("Move step to %1").arg(shown(toJob))
                      : tr("Move %1 steps to %2").arg(QString::number(count), shown(toJob));
}

} // namespace

QString refusalToMoveSteps(const Document &document, const QList<Place> &steps, const std::string &toJob)
{
    const Job *target = jobWithId(document, toJob);
    if (!target)
        return tr("There is no job %1.").arg(shown(toJob));
    if (target->isCall())
        return tr("%1 calls another workflow and has no steps of its own.").arg(shown(toJob));
    for (const Place &place : steps) {
        if (place.kind != Kind::Step)
            return tr("Only steps can go into a job.");
        if (!holds(document, place))
            return tr("%1 is not there any more.").arg(words(document, place));
    }
    return {};
}

base::Result<Planned> moveSteps(const Document &document, const QList<Place> &steps, const std::string &toJob,
                                int toRow)
{
    if (const QString words = refusalToMoveSteps(document, steps, toJob); !words.isEmpty())
        return refused(words);
    const auto moved = inOrder(document, steps);
    const int count = int(jobWithId(document, toJob)->steps.size());
    // The first step from there on that stays is what the others go before.
    Origin anchor{toJob, toRow < 0 ? count : std::min(toRow, count)};
    while (std::ranges::contains(moved, anchor))
        ++anchor.step;
    Rows rows(document);
    Planned planned{.name = nameOfMove(qsizetype(moved.size()), toJob, moved),
                    .warnings = lostResults(document, moved, toJob)};
    for (const Origin &step : moved) {
        const auto move = rows.move(step, toJob, anchor);
        if (!move.toJob.empty() || move.from != move.to)
            planned.operations.push_back(move);
    }
    if (planned.operations.empty())
        return planned;
    for (const Origin &step : moved)
        planned.places.append(Place::ofStep(toJob, rows.indexOf(toJob, step)));
    return planned;
}

namespace {

base::Result<Planned> moveJobBy(const Document &document, const Place &place, int by)
{
    const auto &jobs = document.workflow().jobs;
    const int at = int(jobWithId(document, place.job) - jobs.data());
    const int other = at + by;
    if (other < 0 || other >= int(jobs.size()))
        return refused(by < 0 ? tr("It is the first job.") : tr("It is the last job."));
    const std::string neighbour(jobs[size_t(other)].id());
    const workflow::MoveJob move = by > 0 ? workflow::MoveJob{.id = place.job, .after = neighbour}
                                          : workflow::MoveJob{.id = place.job, .before = neighbour};
    return Planned{.operations = {move}, .name = tr("Move job %1").arg(shown(place.job)), .places = {place}};
}

} // namespace

base::Result<Planned> moveBy(const Document &document, const Place &place, int by)
{
    const bool canMove = place.kind == Kind::Job || place.kind == Kind::Step;
    if (!canMove || !holds(document, place))
        return refused(tr("Only jobs and steps have an order."));
    if (place.kind == Kind::Job)
        return moveJobBy(document, place, by);
    const int count = int(jobWithId(document, place.job)->steps.size());
    const int to = place.step + by;
    if (to < 0 || to >= count)
        return refused(by < 0 ? tr("It is the first step.") : tr("It is the last step."));
    return Planned{.operations = {workflow::MoveStep{place.job, place.step, to, {}}},
                   .name = tr("Move step"),
                   .places = {Place::ofStep(place.job, to)}};
}

namespace {

/// What a node means, to be written once more: a text that ends the file has its final line end there.
yaml::ValuePtr copyOf(const Document &document, yaml::Node node)
{
    return yaml::copyOf(yaml::ValueReader(yaml::unendedText(*document.tree())).read(node));
}

std::string writtenText(const Document &document, const Place &place)
{
    return copyText(document, {place}).toStdString();
}

/// Copies of steps, from the last to the first so that indices stay; an id is made fresh in the copy.
void duplicateSteps(const Document &document, const std::vector<Origin> &steps, Planned &planned)
{
    std::map<std::string, std::set<std::string>> ids;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        const Job &job = *jobWithId(document, step->job);
        const workflow::Step &own = job.steps[size_t(step->step)];
        planned.operations.push_back(workflow::AddStep{step->job, step->step + 1, copyOf(document, own.node),
                                                       writtenText(document, Place::ofStep(step->job, step->step))});
        const std::string_view id = own.id.text();
        if (id.empty())
            continue;
        const std::string fresh = freshStepId(job, id, ids[step->job]);
        ids[step->job].insert(fresh);
        planned.operations.push_back(
            workflow::Set{{"jobs", step->job, "steps", step->step + 1, "id"}, yaml::makeText(fresh)});
    }
    std::map<std::string, int> above;
    for (const Origin &step : steps)
        planned.places.append(Place::ofStep(step.job, step.step + 1 + above[step.job]++));
}

QString nameOfCopy(const QList<Place> &places)
{
    if (places.size() > 1)
        return tr("Duplicate %1 parts").arg(places.size());
    return places.constFirst().kind == Kind::Job ? tr("Duplicate job %1").arg(shown(places.constFirst().job))
                                                 : tr("Duplicate step");
}

} // namespace

base::Result<Planned> duplicate(const Document &document, const QList<Place> &places)
{
    const auto canCopy = [&document](const Place &place) {
        return (place.kind == Kind::Job || place.kind == Kind::Step) && holds(document, place);
    };
    if (places.isEmpty() || !std::ranges::all_of(places, canCopy))
        return refused(tr("Only jobs and steps can be duplicated."));
    Planned planned{.name = nameOfCopy(places)};
    QList<Place> steps;
    std::set<std::string> ids;
    for (const Place &place : places) {
        if (place.kind == Kind::Step) {
            steps.append(place);
            continue;
        }
        const std::string fresh = freshJobId(document, place.job, ids);
        ids.insert(fresh);
        planned.operations.push_back(
            workflow::AddJob{.id = fresh,
                             .body = copyOf(document, jobWithId(document, place.job)->field.value),
                             .after = place.job,
                             .text = writtenText(document, place)});
        planned.places.append(Place::ofJob(fresh));
    }
    duplicateSteps(document, inOrder(document, steps), planned);
    return planned;
}

} // namespace slipway::editing
