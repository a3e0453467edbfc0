#include "sandbox/github/workflow_file.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

/// GitHub's filter patterns: `*` stops at a slash, `**` does not; `?` and `+` follow what they count.
QRegularExpression expression(const QString &pattern)
{
    QString result;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QChar at = pattern[i];
        if (at == u'*' && i + 1 < pattern.size() && pattern[i + 1] == u'*') {
            // "**/a" is also "a" itself.
            const bool isFolder = i + 2 < pattern.size() && pattern[i + 2] == u'/';
            result += isFolder ? "(?:.*/)?"_L1 : ".*"_L1;
            i += isFolder ? 2 : 1;
        } else if (at == u'*') {
            result += "[^/]*"_L1;
        } else if (QStringView(u"?+[]").contains(at)) {
            result += at;
        } else {
            result += QRegularExpression::escape(QStringView(&at, 1));
        }
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(result));
}

/// The last pattern that fits decides; one behind `!` takes back.
bool isChosen(const QStringList &patterns, const QString &name)
{
    bool isIn = false;
    for (const QString &pattern : patterns) {
        const bool isTaken = pattern.startsWith(u'!');
        if (expression(isTaken ? pattern.mid(1) : pattern).match(name).hasMatch())
            isIn = !isTaken;
    }
    return isIn;
}

bool hasType(const FileTrigger &trigger, const Happening &happening)
{
    if (happening.type.isEmpty())
        return true;
    static const QStringList usual{u"opened"_s, u"synchronize"_s, u"reopened"_s};
    return (trigger.types.isEmpty() ? usual : trigger.types).contains(happening.type);
}

bool isNumber(const QString &value)
{
    bool isGood = false;
    value.toDouble(&isGood);
    return isGood;
}

QString problemWith(const FileInput &input, const QString &value)
{
    if (!input.options.isEmpty() && !input.options.contains(value))
        return u"Provided value '%1' for input '%2' not in the list of allowed values"_s.arg(value, input.name);
    const bool isFit = input.type == "boolean"_L1 ? value == "true"_L1 || value == "false"_L1
                                                  : input.type != "number"_L1 || isNumber(value);
    return isFit ? QString() : u"Provided value '%1' for input '%2' is no %3"_s.arg(value, input.name, input.type);
}

} // namespace

bool lets(const FileTrigger &trigger, const Happening &happening)
{
    if (trigger.event != happening.event || !hasType(trigger, happening))
        return false;
    if (!trigger.branches.isEmpty() && !isChosen(trigger.branches, happening.branch))
        return false;
    if (isChosen(trigger.ignoredBranches, happening.branch))
        return false;
    const auto &changed = happening.changedPaths;
    if (!trigger.paths.isEmpty()
        && std::ranges::none_of(changed, [&](const QString &path) { return isChosen(trigger.paths, path); }))
        return false;
    return trigger.ignoredPaths.isEmpty() || changed.isEmpty()
        || !std::ranges::all_of(changed, [&](const QString &path) { return isChosen(trigger.ignoredPaths, path); });
}

QString problemWith(const QList<FileInput> &inputs, const QJsonObject &given)
{
    constexpr qsizetype mostInputs = 25;
    if (given.size() > mostInputs)
        return u"Too many inputs provided: at most %1"_s.arg(mostInputs);
    for (const FileInput &input : inputs) {
        const bool isGiven = given.contains(input.name) && !given[input.name].toString().isEmpty();
        if (!isGiven && input.isRequired && !input.hasDefault)
            return u"Required input '%1' not provided"_s.arg(input.name);
        if (!isGiven)
            continue;
        if (const QString problem = problemWith(input, given[input.name].toString()); !problem.isEmpty())
            return problem;
    }
    for (const QString &name : given.keys()) {
        if (std::ranges::find(inputs, name, &FileInput::name) == inputs.end())
            return u"Unexpected inputs provided: [\"%1\"]"_s.arg(name);
    }
    return {};
}

} // namespace slipway::sandbox::github
