#include "editing/anchors.h"

namespace slipway::editing {

namespace {

/// The place of the same kind that begins at `offset`.
std::optional<Place> placeFrom(const workflow::Document &document, const Place &before, quint32 offset)
{
    Place place = placeAt(document, offset);
    const bool isJobOfPart = before.kind == Place::Kind::Job && !place.job.empty();
    if (isJobOfPart)
        place = Place::ofJob(place.job);
    if (place.kind != before.kind || rangeOf(document, place).begin != offset)
        return std::nullopt;
    return place;
}

std::optional<Place> stepWritten(const workflow::Document &document, const workflow::Job &job, const std::string &text)
{
    for (int step = 0; step < int(job.steps.size()); ++step) {
        const Place place = Place::ofStep(std::string(job.id()), step);
        if (document.tree()->text(rangeOf(document, place)) == text)
            return place;
    }
    return std::nullopt;
}

/// A step that was taken elsewhere: the one that is written alike, in its own job if there is one.
std::optional<Place> stepWritten(const workflow::Document &document, const std::string &job, const std::string &text)
{
    const auto &workflow = document.workflow();
    const workflow::Job *own = workflow.job(job);
    auto place = own ? stepWritten(document, *own, text) : std::nullopt;
    for (size_t i = 0; i < workflow.jobs.size() && !place; ++i)
        place = stepWritten(document, workflow.jobs[i], text);
    return place;
}

} // namespace

std::optional<quint32> moved(quint32 offset, const yaml::Patches &patches)
{
    qint64 shift = 0;
    for (const yaml::Patch &patch : patches) {
        if (patch.range.begin > offset)
            break;
        if (patch.range.contains(offset))
            return std::nullopt;
        shift += qint64(patch.text.size()) - patch.range.size();
    }
    return quint32(offset + shift);
}

std::optional<yaml::Range> moved(yaml::Range range, const yaml::Patches &patches)
{
    qint64 shift = 0;
    for (const yaml::Patch &patch : patches) {
        if (patch.range.begin > range.end)
            break;
        if (patch.range.end > range.begin || patch.range.begin > range.begin)
            return std::nullopt;
        shift += qint64(patch.text.size()) - patch.range.size();
    }
    return yaml::Range{quint32(range.begin + shift), quint32(range.end + shift)};
}

void Anchors::hold(const workflow::Document &document, const QList<Place> &places)
{
    m_anchors.clear();
    for (const Place &place : places) {
        const yaml::Range range = rangeOf(document, place);
        const bool isStep = place.kind == Place::Kind::Step;
        m_anchors.push_back({.place = place,
                             .offset = range.isEmpty() ? std::nullopt : std::optional(range.begin),
                             .text = std::string(isStep ? document.tree()->text(range) : std::string_view())});
    }
}

void Anchors::move(const yaml::Patches &patches)
{
    for (Anchor &anchor : m_anchors) {
        if (anchor.offset)
            anchor.offset = moved(*anchor.offset, patches);
    }
}

std::vector<std::optional<Place>> Anchors::places(const workflow::Document &document) const
{
    std::vector<std::optional<Place>> found;
    for (const Anchor &anchor : m_anchors) {
        auto place = anchor.offset ? placeFrom(document, anchor.place, *anchor.offset) : std::nullopt;
        if (!place && anchor.place.kind == Place::Kind::Step)
            place = stepWritten(document, anchor.place.job, anchor.text);
        else if (!place && holds(document, anchor.place))
            place = anchor.place;
        found.push_back(std::move(place));
    }
    return found;
}

} // namespace slipway::editing
