#include "editing/removing.h"

#include "editing/references.h"
#include "editing/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>

namespace slipway::editing {

namespace {

using Kind = Place::Kind;
using workflow::Document;

QString tr(const char *text)
{
    return QCoreApplication::translate("editing::removing", text);
}

/// What goes, sorted out: a step or gate of a job that goes is not counted on its own.
struct Removal {
    std::set<std::string> events;
    std::set<std::string> jobs;
    std::set<std::string> gates;
    std::map<std::string, std::set<int>> steps;
    qsizetype count = 0;

    Removal(const Document &document, const QList<Place> &places)
    {
        for (const Place &place : places) {
            if (place.kind == Kind::Job && holds(document, place))
                jobs.insert(place.job);
        }
        for (const Place &place : places) {
            if (!holds(document, place) || jobs.contains(place.job))
                continue;
            if (place.kind == Kind::Trigger)
                events.insert(place.event);
            else if (place.kind == Kind::Gate)
                gates.insert(place.job);
            else if (place.kind == Kind::Step)
                steps[place.job].insert(place.step);
        }
        count = qsizetype(events.size() + jobs.size() + gates.size());
        for (const auto &[job, rows] : steps)
            count += qsizetype(rows.size());
    }

    std::vector<workflow::Operation> operations() const
    {
        std::vector<workflow::Operation> all;
        for (const auto &[job, rows] : steps) {
            for (auto row = rows.rbegin(); row != rows.rend(); ++row)
                all.push_back(workflow::RemoveStep{job, *row});
        }
        for (const std::string &job : gates)
            all.push_back(workflow::Unset{{"jobs", job, "environment"}});
        for (const std::string &job : jobs)
            all.push_back(workflow::RemoveJob{.id = job, .unlink = true});
        for (const std::string &event : events)
            all.push_back(workflow::RemoveTrigger{event});
        return all;
    }

    QStringList warnings(const Document &document) const
    {
        QStringList sentences = usesOfRemovedJobs(document, jobs);
        for (const auto &[job, rows] : steps) {
            if (const workflow::Job *known = jobWithId(document, job))
                sentences += usesOfSteps(document, *known, [&rows](int step) { return rows.contains(step); });
        }
        return sentences;
    }
};

} // namespace

base::Result<Planned> removePlaces(const Document &document, const QList<Place> &places)
{
    const Removal removal(document, places);
    if (removal.count == 0)
        return refused(tr("Select a job, a step, a trigger or a gate to remove it."));
    if (!removal.events.empty() && removal.events.size() == document.workflow().on.events.size()) {
        return refused(tr("A workflow needs something that starts it."),
                       tr("Add another trigger before removing this one."));
    }
    const bool isOne = places.size() == 1;
    return Planned{.operations = removal.operations(),
                   .name = isOne ? tr("Remove %1").arg(words(document, places.constFirst()))
                                 : tr("Remove %1 parts").arg(removal.count),
                   .warnings = removal.warnings(document)};
}

} // namespace slipway::editing
