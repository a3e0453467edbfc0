#include "inspector/forms/removal.h"

#include "inspector/forms/form.h"

#include <algorithm>

namespace slipway::inspector {

using editing::Place;

namespace {

bool isIn(const QList<Place> &places, const std::string &job)
{
    return places.contains(Place::ofJob(job));
}

/// The last step first, so that the others keep their places.
QList<Place> fromTheEnd(QList<Place> places)
{
    std::ranges::stable_sort(places, [](const Place &one, const Place &other) { return one.step > other.step; });
    return places;
}

} // namespace

void removeParts(Desk &desk, const QList<Place> &places)
{
    Operations operations;
    const yaml::Tree &tree = *desk.document().tree();
    for (const Place &place : fromTheEnd(places)) {
        const bool goesWithJob = place.kind != Place::Kind::Job && isIn(places, place.job);
        if (place.kind == Place::Kind::Job)
            operations.push_back(workflow::RemoveJob{place.job, true});
        else if (place.kind == Place::Kind::Trigger)
            operations.push_back(workflow::RemoveTrigger{place.event});
        else if (place.kind == Place::Kind::Step && !goesWithJob)
            operations.push_back(workflow::RemoveStep{place.job, place.step});
        else if (place.kind == Place::Kind::Gate && !goesWithJob)
            std::ranges::copy(removing(tree, pathOf(place)), std::back_inserter(operations));
    }
    const Place &first = places.first();
    const Place next =
        first.kind == Place::Kind::Step || first.kind == Place::Kind::Gate ? Place::ofJob(first.job) : Place::file();
    const QString words = places.size() == 1 ? editing::words(desk.document(), first)
                                             : QObject::tr("%n parts", nullptr, int(places.size()));
    const bool isGone = isIn(places, first.job);
    (void)desk.performAndSelect(operations, QObject::tr("Remove %1").arg(words), isGone ? Place::file() : next);
}

} // namespace slipway::inspector
