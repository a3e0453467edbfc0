#include "workflow/meaning_changes.h"

#include "workflow/edits/meaning.h"
#include "workflow/meaning_steps.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::workflow {

namespace {

using Kind = MeaningChange::Kind;
using yaml::Value;
using yaml::ValuePtr;

QString tr(const char *text)
{
    return QCoreApplication::translate("workflow::meaning", text);
}

/// `on` as a map of events, however it is written.
Value eventsOf(const Value &on)
{
    if (on.type == Value::Type::Map)
        return on;
    Value events = *yaml::makeMap({});
    if (on.isText())
        events.members.push_back({on.text, yaml::makeNull()});
    for (const Value::Member &member : on.members)
        events.members.push_back({member.value->text, yaml::makeNull()});
    return events;
}

class Comparison
{
public:
    Comparison(ValuePtr before, ValuePtr after)
        : m_before(std::move(before))
        , m_after(std::move(after))
    { }

    std::vector<MeaningChange> run()
    {
        compareFile();
        compareTriggers();
        findRenames();
        compareJobs();
        joinMoves(m_changes, m_lost, m_gained);
        return std::move(m_changes);
    }

private:
    void compareFile()
    {
        for (const Difference &difference : settingDifferences(*m_before, *m_after, {"on", "jobs"}))
            m_changes.push_back({difference.kind, {}, {}, -1, tr("workflow: %1").arg(difference.words)});
    }

    void compareTriggers()
    {
        const Value before = eventsOf(memberOf(*m_before, "on"));
        const Value after = eventsOf(memberOf(*m_after, "on"));
        for (const Value::Member &event : after.members) {
            const QString words = tr("trigger %1").arg(shownText(event.key));
            if (before.find(event.key))
                compareTrigger(event.key, words, memberOf(before, event.key), *event.value);
            else
                m_changes.push_back({Kind::Added, event.key, {}, -1, tr("%1 added").arg(words)});
        }
        for (const Value::Member &event : before.members) {
            if (!after.find(event.key)) {
                const QString words = tr("trigger %1").arg(shownText(event.key));
                m_changes.push_back({Kind::Removed, event.key, {}, -1, tr("%1 removed").arg(words)});
            }
        }
    }

    void compareTrigger(const std::string &event, const QString &words, const Value &before, const Value &after)
    {
        // A schedule's settings are a list, not a map.
        const bool isList = before.type == Value::Type::List || after.type == Value::Type::List;
        const Value wrappedBefore = isList ? wrapped(before) : before;
        const Value wrappedAfter = isList ? wrapped(after) : after;
        for (const Difference &difference : settingDifferences(wrappedBefore, wrappedAfter))
            m_changes.push_back({difference.kind, event, {}, -1, tr("%1: %2").arg(words, difference.words)});
    }

    static Value wrapped(const Value &value) { return *yaml::makeMap({{"time", std::make_shared<Value>(value)}}); }

    /// A job that is gone and one that is new, and both say the same: what names the one names the other now.
    void findRenames()
    {
        const Value old = memberOf(*m_before, "jobs");
        const Value fresh = memberOf(*m_after, "jobs");
        std::vector<std::string> taken;
        for (const Value::Member &gone : old.members) {
            if (fresh.find(gone.key))
                continue;
            const auto isIt = [&](const Value::Member &come) {
                return !old.find(come.key) && !std::ranges::contains(taken, come.key)
                    && areAlike(*gone.value, *come.value);
            };
            const auto come = std::ranges::find_if(fresh.members, isIt);
            if (come == fresh.members.end())
                continue;
            auto renamed = meaningAfter(yaml::copyOf(m_before), RenameJob{gone.key, come->key});
            if (!renamed)
                continue;
            taken.push_back(come->key);
            m_before = std::move(*renamed);
            m_changes.push_back({Kind::Renamed,
                                 {},
                                 come->key,
                                 -1,
                                 tr("job %1 renamed to %2").arg(shownText(gone.key), shownText(come->key))});
        }
    }

    void compareJobs()
    {
        const Value &before = memberOf(*m_before, "jobs");
        const Value &after = memberOf(*m_after, "jobs");
        for (const Value::Member &job : before.members) {
            if (!memberIn(after, job.key))
                m_changes.push_back({Kind::Removed, {}, job.key, -1, tr("job %1 removed").arg(shownText(job.key))});
        }
        for (const Value::Member &job : after.members) {
            if (memberIn(before, job.key))
                compareJob(job.key, memberOf(before, job.key), *job.value);
            else
                m_changes.push_back({Kind::Added, {}, job.key, -1, tr("job %1 added").arg(shownText(job.key))});
        }
    }

    static bool memberIn(const Value &map, const std::string &key)
    {
        return map.type == Value::Type::Map && map.find(key) != nullptr;
    }

    void compareJob(const std::string &id, const Value &before, const Value &after)
    {
        for (const Difference &difference : settingDifferences(before, after, {"steps"})) {
            const QString sentence = tr("job %1: %2").arg(shownText(id), difference.words);
            m_changes.push_back({difference.kind, {}, id, -1, sentence});
        }
        compareSteps(id, memberOf(before, "steps"), memberOf(after, "steps"), m_changes, m_lost, m_gained);
    }

    ValuePtr m_before;
    ValuePtr m_after;
    std::vector<MeaningChange> m_changes;
    std::vector<LooseStep> m_lost;
    std::vector<LooseStep> m_gained;
};

ValuePtr rootOf(const Document &document)
{
    const auto value = yaml::valueOf(document.tree()->root());
    return value->type == Value::Type::Map ? value : yaml::makeMap({});
}

} // namespace

std::vector<MeaningChange> meaningChanges(const Document &before, const Document &after)
{
    if (before.source() == after.source())
        return {};
    if (!before.workflow().isRead || !after.workflow().isRead)
        return {{Kind::Changed, {}, {}, -1, tr("the file changed, and its aliases stand for too much to compare")}};
    auto changes = Comparison(rootOf(before), rootOf(after)).run();
    if (changes.empty())
        changes.push_back({Kind::Layout, {}, {}, -1, tr("only comments or layout changed")});
    return changes;
}

} // namespace slipway::workflow
