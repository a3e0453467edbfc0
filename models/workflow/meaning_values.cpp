#include "workflow/meaning_values.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace slipway::workflow {

namespace {

using Kind = MeaningChange::Kind;
using yaml::Value;
using Type = yaml::Value::Type;

QString tr(const char *text)
{
    return QCoreApplication::translate("workflow::meaning", text);
}

constexpr qsizetype longestShown = 60;

/// How a key is spoken of. `one`: also of one entry of its list or map.
struct Words {
    std::string_view key;
    const char *one;
    /// A scalar stands for this member of a map; empty: for a list of itself where `isList`.
    std::string_view shortFor = {};
    bool isList = false;
    /// Its text is not shown, only that it changed.
    bool isLong = false;
    bool isMinutes = false;
};

constexpr std::array knownWords{
    Words{.key = "branches", .one = "branch", .isList = true},
    Words{.key = "branches-ignore", .one = "ignored branch", .isList = true},
    Words{.key = "tags", .one = "tag", .isList = true},
    Words{.key = "tags-ignore", .one = "ignored tag", .isList = true},
    Words{.key = "paths", .one = "path", .isList = true},
    Words{.key = "paths-ignore", .one = "ignored path", .isList = true},
    Words{.key = "types", .one = "type", .isList = true},
    Words{.key = "workflows", .one = "workflow", .isList = true},
    Words{.key = "inputs", .one = "input"},
    Words{.key = "outputs", .one = "output"},
    Words{.key = "secrets", .one = "secret"},
    Words{.key = "needs", .one = "needs", .isList = true},
    Words{.key = "runs-on", .one = "runner", .shortFor = "labels"},
    Words{.key = "labels", .one = "label", .isList = true},
    Words{.key = "if", .one = "condition"},
    Words{.key = "run", .one = "command", .isLong = true},
    Words{.key = "uses", .one = "action"},
    Words{.key = "with", .one = "input"},
    Words{.key = "env", .one = "variable"},
    Words{.key = "permissions", .one = "permission"},
    Words{.key = "timeout-minutes", .one = "timeout", .isMinutes = true},
    Words{.key = "cancel-timeout-minutes", .one = "cancel timeout", .isMinutes = true},
    Words{.key = "environment", .one = "environment", .shortFor = "name"},
    Words{.key = "concurrency", .one = "concurrency", .shortFor = "group"},
    Words{.key = "container", .one = "container", .shortFor = "image"},
    Words{.key = "services", .one = "service"},
    Words{.key = "strategy", .one = ""},
    Words{.key = "defaults", .one = "default"},
    Words{.key = "working-directory", .one = "working directory"},
    Words{.key = "continue-on-error", .one = "continue on error"},
    Words{.key = "run-name", .one = "run name"},
};

const Words *wordsFor(std::string_view key)
{
    const auto found = std::ranges::find(knownWords, key, &Words::key);
    return found == knownWords.end() ? nullptr : &*found;
}

QString labelOf(std::string_view key)
{
    const Words *known = wordsFor(key);
    return known ? QString::fromLatin1(known->one) : shownText(key);
}

bool isScalar(const Value &value)
{
    return !value.isCollection() && value.type != Type::Null;
}

bool isNothing(const Value &value)
{
    return value.type == Type::Null || (value.isCollection() && value.members.empty());
}

bool isListOfScalars(const Value &value)
{
    return value.type == Type::List
        && std::ranges::all_of(value.members, [](const Value::Member &member) { return isScalar(*member.value); });
}

/// An item of a schedule is its cron text, when it says no more.
yaml::ValuePtr plainItem(const yaml::ValuePtr &item)
{
    const bool isCron = item->type == Type::Map && item->members.size() == 1 && item->members.front().key == "cron";
    return isCron ? item->members.front().value : item;
}

/// What a short form stands for.
Value unfolded(std::string_view key, const Value &value)
{
    const Words *known = wordsFor(key);
    const auto self = std::make_shared<Value>(value);
    if (known && isScalar(value) && !known->shortFor.empty())
        return unfolded(key, *yaml::makeMap({{std::string(known->shortFor), self}}));
    if (known && known->isList && isScalar(value))
        return *yaml::makeList({self});
    if (key == "runs-on" && value.type == Type::List)
        return *yaml::makeMap({{"labels", self}});
    if (key == "runs-on" && value.type == Type::Map) {
        Value map = value;
        for (Value::Member &member : map.members) {
            if (member.key == "labels")
                member.value = std::make_shared<Value>(unfolded("labels", *member.value));
        }
        return map;
    }
    if (value.type == Type::List) {
        Value list = value;
        for (Value::Member &member : list.members)
            member.value = plainItem(member.value);
        return list;
    }
    return value;
}

QString joined(const QString &before, const QString &after)
{
    return before.isEmpty() || after.isEmpty() ? before + after : before + u' ' + after;
}

/// Writes down what differs, with the words that lead to each place.
class Comparison
{
public:
    std::vector<Difference> found;

    void compareMaps(const QString &lead, const Value &before, const Value &after,
                     const std::vector<std::string_view> &skipped)
    {
        for (const Value::Member &member : after.members) {
            if (!std::ranges::contains(skipped, member.key))
                compare(lead, member.key, memberOf(before, member.key), *member.value);
        }
        for (const Value::Member &member : before.members) {
            if (!after.find(member.key) && !std::ranges::contains(skipped, member.key))
                compare(lead, member.key, *member.value, memberOf(after, member.key));
        }
    }

private:
    void compare(const QString &lead, std::string_view key, const Value &shortBefore, const Value &shortAfter)
    {
        const Value before = unfolded(key, shortBefore);
        const Value after = unfolded(key, shortAfter);
        if (meanSame(before, after))
            return;
        // A runner's labels are spoken of as the runner.
        const bool isRunner = lead == labelOf("runs-on") && key == "labels";
        const QString label = isRunner ? lead : joined(lead, labelOf(key));
        const bool mayBeMaps = (isMap(before) || isNothing(before)) && (isMap(after) || isNothing(after));
        const bool mayBeLists =
            (isNothing(before) || isListOfScalars(before)) && (isNothing(after) || isListOfScalars(after));
        if (mayBeLists && !(isNothing(before) && isNothing(after)))
            compareLists(label, before, after);
        else if (mayBeMaps)
            compareEntries(key, label, before, after);
        else
            compareScalars(key, label, before, after);
    }

    static bool isMap(const Value &value) { return value.type == Type::Map; }

    /// `environment` and `concurrency` are called by their name or group; the others by their keys.
    void compareEntries(std::string_view key, const QString &label, const Value &before, const Value &after)
    {
        const Words *known = wordsFor(key);
        const std::string_view main = known ? known->shortFor : std::string_view();
        if (main.empty() || key == "runs-on") {
            compareMaps(label, before, after, {});
            return;
        }
        compareScalars(main, label, memberOf(before, main), memberOf(after, main));
        compareMaps(label, before, after, {main});
    }

    void compareLists(const QString &label, const Value &before, const Value &after)
    {
        const size_t already = found.size();
        const auto has = [](const Value &list, const Value &item) {
            return std::ranges::any_of(list.members,
                                       [&item](const Value::Member &one) { return meanSame(*one.value, item); });
        };
        for (const Value::Member &member : before.members) {
            if (!has(after, *member.value))
                add(Kind::Removed, tr("%1 removed").arg(joined(label, shownText(member.value->text))));
        }
        for (const Value::Member &member : after.members) {
            if (!has(before, *member.value))
                add(Kind::Added, tr("%1 added").arg(joined(label, shownText(member.value->text))));
        }
        if (found.size() == already)
            add(Kind::Changed, tr("%1: order changed").arg(label));
    }

    void compareScalars(std::string_view key, const QString &label, const Value &before, const Value &after)
    {
        if (meanSame(before, after))
            return;
        const bool canShow = isShort(key, before) && isShort(key, after);
        const bool isNew = isNothing(before);
        const bool isGone = isNothing(after);
        if (isNew || isGone) {
            const Value &one = isNew ? after : before;
            const QString words = canShow ? joined(label, valueWords(key, one)) : label;
            add(isNew ? Kind::Added : Kind::Removed, (isNew ? tr("%1 added") : tr("%1 removed")).arg(words));
        } else if (canShow) {
            add(Kind::Changed,
                tr("%1 changed from %2 to %3").arg(label, shownText(before.text), valueWords(key, after)));
        } else {
            add(Kind::Changed, tr("%1 changed").arg(label));
        }
    }

    /// Whether the words may name the value.
    static bool isShort(std::string_view key, const Value &value)
    {
        const Words *known = wordsFor(key);
        if (known && known->isLong)
            return false;
        return isNothing(value) || (isScalar(value) && value.text.find('\n') == std::string::npos);
    }

    static QString valueWords(std::string_view key, const Value &value)
    {
        const Words *known = wordsFor(key);
        const QString words = shownText(value.text);
        if (!known || !known->isMinutes)
            return words;
        return value.text == "1" ? tr("%1 minute").arg(words) : tr("%1 minutes").arg(words);
    }

    void add(Kind kind, const QString &words) { found.push_back({kind, words}); }
};

} // namespace

QString shownText(std::string_view text)
{
    QString shown =
        QString::fromUtf8(text.data(), qsizetype(std::min(text.size(), size_t(4 * longestShown)))).simplified();
    const auto turnsLine = [](QChar c) {
        const auto code = c.unicode();
        return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x200E
            || code == 0x200F || c.category() == QChar::Other_Control;
    };
    shown.removeIf(turnsLine);
    if (shown.size() <= longestShown)
        return shown;
    shown.truncate(longestShown - 1);
    if (shown.back().isHighSurrogate())
        shown.chop(1);
    return shown + u'…';
}

bool meanSame(const Value &before, const Value &after)
{
    if (isNothing(before) && isNothing(after))
        return true;
    if (isScalar(before) && isScalar(after))
        return before.text == after.text;
    if (before.type != after.type || before.members.size() != after.members.size())
        return yaml::areEqual(before, after);
    for (size_t i = 0; i < before.members.size(); ++i) {
        const Value::Member &member = before.members[i];
        const Value *other = before.type == Type::Map
            ? after.find(member.key) ? after.find(member.key)->value.get() : nullptr
            : after.members[i].value.get();
        if (!other || !meanSame(*member.value, *other))
            return false;
    }
    return true;
}

std::vector<Difference> settingDifferences(const Value &before, const Value &after,
                                           const std::vector<std::string_view> &skipped)
{
    Comparison comparison;
    comparison.compareMaps({}, before, after, skipped);
    return std::move(comparison.found);
}

const Value &memberOf(const Value &map, std::string_view key)
{
    static const Value nothing;
    const auto *member = map.type == Type::Map ? map.find(key) : nullptr;
    return member ? *member->value : nothing;
}

std::string_view textOf(const Value &map, std::string_view key)
{
    const Value &value = memberOf(map, key);
    return isScalar(value) ? std::string_view(value.text) : std::string_view();
}

} // namespace slipway::workflow
