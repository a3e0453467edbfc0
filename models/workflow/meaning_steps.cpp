#include "workflow/meaning_steps.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::workflow {

namespace {

using Kind = MeaningChange::Kind;
using yaml::Value;

QString tr(const char *text)
{
    return QCoreApplication::translate("workflow::meaning", text);
}

ValueList itemsOf(const Value &steps)
{
    ValueList items;
    if (steps.type != Value::Type::List)
        return items;
    for (const Value::Member &member : steps.members)
        items.push_back(member.value);
    return items;
}

/// What people call the step: its name, its action, its command's first line, else its number.
QString titleOf(const Value &step, int index)
{
    for (const std::string_view key : {"name", "uses", "run"}) {
        std::string_view text = textOf(step, key);
        text = text.substr(0, text.find('\n'));
        if (!text.empty())
            return shownText(text);
    }
    return QString::number(index + 1);
}

QString stepWords(const Value &step, int index, const std::string &job)
{
    return tr("step %1 of %2").arg(titleOf(step, index), shownText(job));
}

} // namespace

void compareSteps(const std::string &job, const Value &before, const Value &after, std::vector<MeaningChange> &changes,
                  std::vector<LooseStep> &lost, std::vector<LooseStep> &gained)
{
    const ValueList old = itemsOf(before);
    const ValueList fresh = itemsOf(after);
    const auto pairs = pairSteps(old, fresh);
    const auto moved = movedAmong(pairs);
    for (int step = 0; step < int(old.size()); ++step) {
        if (std::ranges::contains(pairs, step, &Pair::before))
            continue;
        lost.push_back({job, step, old[size_t(step)], changes.size()});
        changes.push_back(
            {Kind::Removed, {}, job, step, tr("%1 removed").arg(stepWords(*old[size_t(step)], step, job))});
    }
    for (int step = 0; step < int(fresh.size()); ++step) {
        const Value &value = *fresh[size_t(step)];
        const QString words = stepWords(value, step, job);
        const auto pair = std::ranges::find(pairs, step, &Pair::after);
        if (pair == pairs.end()) {
            gained.push_back({job, step, fresh[size_t(step)], changes.size()});
            changes.push_back({Kind::Added, {}, job, step, tr("%1 added").arg(words)});
            continue;
        }
        if (std::ranges::contains(moved, *pair)) {
            const bool isUp = pair->after < pair->before;
            changes.push_back(
                {Kind::Moved, {}, job, step, (isUp ? tr("%1 moved up") : tr("%1 moved down")).arg(words)});
        }
        for (const Difference &difference : settingDifferences(*old[size_t(pair->before)], value))
            changes.push_back({difference.kind, {}, job, step, tr("%1: %2").arg(words, difference.words)});
    }
}

void joinMoves(std::vector<MeaningChange> &changes, const std::vector<LooseStep> &lost,
               const std::vector<LooseStep> &gained)
{
    std::vector<std::size_t> taken;
    std::vector<bool> isUsed(lost.size());
    for (const LooseStep &come : gained) {
        for (std::size_t i = 0; i < lost.size(); ++i) {
            const LooseStep &gone = lost[i];
            if (isUsed[i] || gone.job == come.job || !meanSame(*gone.value, *come.value))
                continue;
            isUsed[i] = true;
            taken.push_back(gone.at);
            MeaningChange &change = changes[come.at];
            change.kind = Kind::Moved;
            change.sentence = tr("step %1 moved from %2 to %3")
                                  .arg(titleOf(*come.value, come.step), shownText(gone.job), shownText(come.job));
            break;
        }
    }
    std::ranges::sort(taken, std::greater());
    for (const std::size_t at : taken)
        changes.erase(changes.begin() + std::ptrdiff_t(at));
}

} // namespace slipway::workflow
