#include "workflow/evaluation.h"

#include "syntax/events.h"
#include "workflow/glob.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::workflow {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("workflow::Evaluation", text);
}

QString shown(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

Verdict yes()
{
    return {Answer::Yes, {}};
}

/// Goes through a trigger's filters; the first that refuses is the reason.
class FilterCheck
{
public:
    FilterCheck(const Trigger &trigger, const Event &event)
        : m_trigger(trigger)
        , m_event(event)
    { }

    Verdict verdict() const
    {
        Verdict result = {Answer::Yes, tr("The workflow runs for %1.").arg(shown(m_event.name))};
        for (const auto check : {&FilterCheck::types, &FilterCheck::refs, &FilterCheck::paths, &FilterCheck::workflows,
                                 &FilterCheck::schedule}) {
            const Verdict found = (this->*check)();
            if (found.answer == Answer::No)
                return found;
            if (found.answer == Answer::Unknown)
                result = found;
        }
        return result;
    }

private:
    Verdict types() const
    {
        if (m_event.type.empty())
            return m_trigger.types ? Verdict{Answer::Unknown, tr("It depends on the activity type.")} : yes();
        const syntax::Event *known = syntax::findEvent(m_event.name);
        const bool isIn = m_trigger.types ? m_trigger.types.contains(m_event.type)
            : known && !known->defaultTypes.empty()
            ? std::ranges::contains(known->defaultTypes, std::string_view(m_event.type))
            : true;
        return isIn ? yes() : Verdict{Answer::No, tr("types does not name %1.").arg(shown(m_event.type))};
    }

    bool isPullRequest() const { return m_event.name.starts_with("pull_request") || m_event.name == "merge_group"; }

    Verdict refs() const
    {
        const bool hasBranches = m_trigger.branches || m_trigger.branchesIgnore;
        const bool hasTags = m_trigger.tags || m_trigger.tagsIgnore;
        if (isPullRequest() || m_event.name != "push") {
            const auto &branch = isPullRequest() ? m_event.baseBranch : m_event.branch;
            return hasBranches ? ref(branch, m_trigger.branches, m_trigger.branchesIgnore) : yes();
        }
        if (!hasBranches && !hasTags)
            return yes();
        if (m_event.tag) {
            return hasTags
                ? ref(m_event.tag, m_trigger.tags, m_trigger.tagsIgnore)
                : Verdict{Answer::No, tr("It has a filter for branches alone, so that tags do not start it.")};
        }
        if (m_event.branch && !hasBranches)
            return {Answer::No, tr("It has a filter for tags alone, so that branches do not start it.")};
        return ref(m_event.branch, m_trigger.branches, m_trigger.branchesIgnore);
    }

    static Verdict ref(const std::optional<std::string> &name, const List &wanted, const List &ignored)
    {
        if (!name)
            return {Answer::Unknown, tr("It depends on the branch or tag.")};
        if (wanted && !matchesFilter(wanted.items, *name))
            return {Answer::No, tr("%1 does not hold %2.").arg(shown(wanted.field.name()), shown(*name))};
        if (ignored && matchesFilter(ignored.items, *name))
            return {Answer::No, tr("%1 holds %2.").arg(shown(ignored.field.name()), shown(*name))};
        return yes();
    }

    Verdict paths() const
    {
        // GitHub does not look at paths when a tag is pushed.
        if ((!m_trigger.paths && !m_trigger.pathsIgnore) || m_event.tag)
            return yes();
        if (!m_event.changedPaths)
            return {Answer::Unknown, tr("It depends on the files that changed.")};
        if (m_trigger.paths && !matchesFilterAny(m_trigger.paths.items, *m_event.changedPaths))
            return {Answer::No, tr("None of the changed files is in paths.")};
        const auto isIgnored = [this](const std::string &path) {
            return matchesFilter(m_trigger.pathsIgnore.items, path);
        };
        if (m_trigger.pathsIgnore && std::ranges::all_of(*m_event.changedPaths, isIgnored))
            return {Answer::No, tr("All changed files are in paths-ignore.")};
        return yes();
    }

    Verdict workflows() const
    {
        if (m_event.name != "workflow_run" || m_trigger.workflows.isEmpty())
            return yes();
        if (m_event.workflow.empty())
            return {Answer::Unknown, tr("It depends on the workflow that ran.")};
        if (matchesFilter(m_trigger.workflows.items, m_event.workflow))
            return yes();
        return {Answer::No, tr("workflows does not name %1.").arg(shown(m_event.workflow))};
    }

    Verdict schedule() const
    {
        if (m_event.name != "schedule" || m_event.cron.empty())
            return yes();
        const auto isThis = [this](const Schedule &one) { return one.cron.text() == m_event.cron; };
        if (std::ranges::any_of(m_trigger.schedules, isThis))
            return yes();
        return {Answer::No, tr("No schedule says %1.").arg(shown(m_event.cron))};
    }

    const Trigger &m_trigger;
    const Event &m_event;
};

} // namespace

Verdict wouldStart(const Document &document, const Event &event)
{
    const Trigger *trigger = document.workflow().on.find(event.name);
    if (!trigger)
        return {Answer::No, tr("on does not name %1.").arg(shown(event.name))};
    return FilterCheck(*trigger, event).verdict();
}

} // namespace slipway::workflow
