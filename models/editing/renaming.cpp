#include "editing/renaming.h"

#include "editing/fresh_names.h"
#include "editing/words.h"
#include "yaml/edits/value.h"

#include <QCoreApplication>

namespace slipway::editing {

namespace {

using Kind = Place::Kind;
using workflow::Document;
using workflow::Job;

QString tr(const char *text)
{
    return QCoreApplication::translate("editing::renaming", text);
}

const workflow::Step *stepOf(const Document &document, const Place &place)
{
    const Job *job = place.kind == Kind::Step ? jobWithId(document, place.job) : nullptr;
    const bool hasIt = job && place.step >= 0 && size_t(place.step) < job->steps.size();
    return hasIt ? &job->steps[size_t(place.step)] : nullptr;
}

yaml::Path pathOf(const Place &place)
{
    if (place.kind == Kind::File)
        return {};
    if (place.kind == Kind::Step)
        return {"jobs", place.job, "steps", place.step};
    return {"jobs", place.job};
}

/// Sets or removes a key that holds a name; `keys` lead there from the place.
Planned withName(const Document &document, const Place &place, const std::vector<std::string> &keys,
                 const QString &name, bool hasName)
{
    yaml::Path path = pathOf(place);
    path.insert(path.end(), keys.begin(), keys.end());
    Planned planned{.name = tr("Rename %1").arg(words(document, place)), .places = {place}};
    if (place.kind == Kind::File)
        planned.places.clear();
    if (!name.isEmpty())
        planned.operations.push_back(workflow::Set{path, yaml::makeText(name.toStdString())});
    else if (hasName)
        planned.operations.push_back(workflow::Unset{path});
    return planned;
}

QString refusalOfId(const QString &name)
{
    if (isId(name.toStdString()))
        return {};
    return tr("An id has letters, digits, - and _, and begins with a letter or _.");
}

base::Result<Planned> renameJobId(const Document &document, const Place &place, const QString &name)
{
    if (const QString words = refusalOfId(name); !words.isEmpty())
        return refused(words);
    const std::string id = name.toStdString();
    const Job *taken = document.workflow().job(id);
    if (taken && taken->id() != place.job)
        return refused(tr("There is a job %1 already.").arg(shown(taken->id())));
    return Planned{.operations = {workflow::RenameJob{place.job, id}},
                   .name = tr("Rename job %1 to %2").arg(shown(place.job), name),
                   .places = {Place::ofJob(id)}};
}

base::Result<Planned> renameStepId(const Document &document, const Place &place, const QString &name)
{
    const workflow::Step *step = stepOf(document, place);
    if (name.isEmpty())
        return withName(document, place, {"id"}, name, bool(step->id));
    if (const QString words = refusalOfId(name); !words.isEmpty())
        return refused(words);
    const workflow::Step *taken = jobWithId(document, place.job)->step(name.toStdString());
    if (taken && taken != step)
        return refused(tr("There is a step with the id %1 already.").arg(name));
    return withName(document, place, {"id"}, name, bool(step->id));
}

base::Result<Planned> renameGate(const Document &document, const Place &place, const QString &name)
{
    if (name.isEmpty())
        return refused(tr("A gate needs the name of an environment. Remove the gate instead."));
    const auto &environment = jobWithId(document, place.job)->environment;
    const bool isMap = environment.field.value.isMapping();
    const std::vector<std::string> keys{"environment", "name"};
    return withName(document, place, isMap ? keys : std::vector{keys.front()}, name, true);
}

} // namespace

std::optional<QString> nameOf(const Document &document, const Place &place, NameKind kind)
{
    if (!holds(document, place) || place.kind == Kind::Trigger)
        return std::nullopt;
    if (place.kind == Kind::File)
        return shown(document.workflow().name.text());
    if (const workflow::Step *step = stepOf(document, place))
        return shown(kind == NameKind::Id ? step->id.text() : step->name.text());
    const Job &job = *jobWithId(document, place.job);
    if (place.kind == Kind::Gate)
        return shown(job.environment.name.text());
    return shown(kind == NameKind::Id || !job.name ? job.id() : job.name.text());
}

base::Result<Planned> rename(const Document &document, const Place &place, const QString &name, NameKind kind)
{
    const auto before = nameOf(document, place, kind);
    if (!before)
        return refused(tr("This has no name to change."));
    const QString wanted = name.trimmed();
    if (wanted == *before)
        return Planned{};
    if (wanted.contains(u'\n'))
        return refused(tr("A name stands on one line."));
    switch (place.kind) {
    case Kind::Gate: return renameGate(document, place, wanted);
    case Kind::Step:
        if (kind == NameKind::Id)
            return renameStepId(document, place, wanted);
        return withName(document, place, {"name"}, wanted, !before->isEmpty());
    case Kind::Job:
        if (kind == NameKind::Id)
            return renameJobId(document, place, wanted);
        return withName(document, place, {"name"}, wanted, bool(jobWithId(document, place.job)->name));
    default: return withName(document, place, {"name"}, wanted, bool(document.workflow().name));
    }
}

} // namespace slipway::editing
