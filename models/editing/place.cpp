#include "editing/place.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::editing {

namespace {

using workflow::Job;
using workflow::Step;
using workflow::Trigger;

QString tr(const char *text)
{
    return QCoreApplication::translate("editing::Place", text);
}

QString shown(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

yaml::Range joined(yaml::Range first, yaml::Range last)
{
    return {first.begin, std::max(first.end, last.end)};
}

yaml::Range rangeOf(const workflow::Field &field)
{
    return joined(field.key.range(), field.value.range());
}

yaml::Range rangeOf(const Trigger &trigger)
{
    return trigger.value ? joined(trigger.name.range(), trigger.value.range()) : trigger.name.range();
}

yaml::Range rangeOf(const Step &step)
{
    const quint32 dash = step.node.dash();
    const yaml::Range own = step.node.range();
    return dash == yaml::Node::none ? own : yaml::Range{dash, own.end};
}

const Job *jobOf(const workflow::Document &document, const Place &place)
{
    const auto &jobs = document.workflow().jobs;
    const auto found = std::ranges::find(jobs, std::string_view(place.job), &Job::id);
    return found == jobs.end() ? nullptr : &*found;
}

/// Looks at ranges with all of the lines that they begin and end on, as far as nothing else stands there.
class Search
{
public:
    Search(const workflow::Document &document, quint32 offset)
        : m_document(document)
        , m_tree(*document.tree())
        , m_line(m_tree.lineOf(offset))
        , m_offset(textOffset(offset))
    { }

    Place run() const
    {
        const auto &workflow = m_document.workflow();
        if (const Trigger *trigger = last<Trigger>(workflow.on.events))
            return Place::trigger(std::string(trigger->text()));
        if (const Job *job = last<Job>(workflow.jobs))
            return within(*job);
        return Place::file();
    }

private:
    /// A place in the indentation means the line's text.
    quint32 textOffset(quint32 offset) const
    {
        const quint32 begin = m_tree.lineBegin(m_line);
        const quint32 end = m_tree.lineEnd(m_line);
        const std::string_view line = m_tree.text({begin, end});
        const auto blanks = line.find_first_not_of(" \t");
        return blanks == std::string_view::npos ? offset : std::max(offset, begin + quint32(blanks));
    }

    bool holds(yaml::Range range) const
    {
        return range.begin <= m_offset && (m_offset <= range.end || m_tree.lineOf(range.end) == m_line);
    }

    /// The last of them that begins before the offset, if it reaches there. They stand in the order of the text, unless
    /// aliases are in play, and then none is found.
    template<typename Part>
    const Part *last(const std::vector<Part> &parts) const
    {
        const auto behind =
            std::ranges::upper_bound(parts, m_offset, {}, [](const Part &part) { return startOf(part); });
        if (behind == parts.begin())
            return nullptr;
        const Part &part = *std::prev(behind);
        return holds(wholeOf(part)) ? &part : nullptr;
    }

    static quint32 startOf(const Trigger &trigger) { return rangeOf(trigger).begin; }
    static quint32 startOf(const Job &job) { return job.field.key.range().begin; }
    static quint32 startOf(const Step &step) { return rangeOf(step).begin; }
    static yaml::Range wholeOf(const Trigger &trigger) { return rangeOf(trigger); }
    static yaml::Range wholeOf(const Job &job) { return rangeOf(job.field); }
    static yaml::Range wholeOf(const Step &step) { return rangeOf(step); }

    Place within(const Job &job) const
    {
        const std::string id(job.id());
        if (job.environment && holds(rangeOf(job.environment.field)))
            return Place::gate(id);
        if (const Step *step = last<Step>(job.steps))
            return Place::ofStep(id, int(step - job.steps.data()));
        return Place::ofJob(id);
    }

    const workflow::Document &m_document;
    const yaml::Tree &m_tree;
    int m_line = 0;
    quint32 m_offset = 0;
};

} // namespace

Place placeAt(const workflow::Document &document, quint32 offset)
{
    return Search(document, offset).run();
}

yaml::Range rangeOf(const workflow::Document &document, const Place &place)
{
    switch (place.kind) {
    case Place::Kind::File: return {0, quint32(document.source().size())};
    case Place::Kind::Trigger: {
        const Trigger *trigger = document.workflow().on.find(place.event);
        return trigger ? rangeOf(*trigger) : yaml::Range{};
    }
    default: break;
    }
    const Job *job = jobOf(document, place);
    if (!job)
        return {};
    if (place.kind == Place::Kind::Gate)
        return job->environment ? rangeOf(job->environment.field) : yaml::Range{};
    if (place.kind == Place::Kind::Job)
        return rangeOf(job->field);
    const bool hasStep = place.step >= 0 && size_t(place.step) < job->steps.size();
    return hasStep ? rangeOf(job->steps[size_t(place.step)]) : yaml::Range{};
}

bool holds(const workflow::Document &document, const Place &place)
{
    return place.kind == Place::Kind::File || !rangeOf(document, place).isEmpty();
}

QString words(const workflow::Document &document, const Place &place)
{
    switch (place.kind) {
    case Place::Kind::Trigger: return tr("trigger %1").arg(shown(place.event));
    case Place::Kind::Job: return tr("job %1").arg(shown(place.job));
    case Place::Kind::Step: return tr("step %1 of %2").arg(QString::number(place.step + 1), shown(place.job));
    case Place::Kind::Gate: {
        const Job *job = jobOf(document, place);
        const std::string_view name = job ? job->environment.name.text() : std::string_view();
        return name.empty() ? tr("gate before %1").arg(shown(place.job))
                            : tr("gate %1 before %2").arg(shown(name), shown(place.job));
    }
    case Place::Kind::File: break;
    }
    return tr("the workflow");
}

} // namespace slipway::editing
