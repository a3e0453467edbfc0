#include "pipelines_page/step_words.h"

#include "pipelines_page/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

constexpr qsizetype commitLength = 40;
constexpr qsizetype shortCommit = 7;
/// More is never in sight, and shaping it would cost.
constexpr qsizetype longestTitle = 200;

QString firstLine(const QString &script)
{
    for (const auto line : QStringTokenizer(script, u'\n')) {
        if (const QStringView plain = line.trimmed(); !plain.isEmpty())
            return plain.left(longestTitle).toString();
    }
    return {};
}

bool isCommit(const QString &version)
{
    return version.size() == commitLength && std::ranges::all_of(version, [](QChar sign) {
               return sign.isDigit() || (sign.toLower() >= u'a' && sign.toLower() <= u'f');
           });
}

QString actionName(const workflow::Step &step)
{
    return fromUtf8(step.uses.text()).section(u'@', 0, 0);
}

} // namespace

QString stepTitle(const workflow::Step &step)
{
    using workflow::StepKind;
    if (!step.name.text().empty())
        return firstLine(fromUtf8(step.name.text()));
    switch (step.kind) {
    case StepKind::Run: return firstLine(fromUtf8(step.run.text()));
    case StepKind::Uses: return actionName(step);
    case StepKind::Parallel: return tr("In parallel");
    case StepKind::Wait:
    case StepKind::WaitAll: return tr("Wait for steps in the background");
    case StepKind::Cancel: return tr("Cancel a step");
    case StepKind::Unknown: break;
    }
    return tr("Empty step");
}

QString stepIcon(const workflow::Step &step)
{
    return step.kind == workflow::StepKind::Uses ? u"node-step-action"_s : u"node-step-run"_s;
}

QString stepVersion(const workflow::Step &step)
{
    if (step.kind != workflow::StepKind::Uses)
        return {};
    const QString uses = fromUtf8(step.uses.text());
    const qsizetype at = uses.lastIndexOf(u'@');
    if (at < 0)
        return {};
    const QString version = uses.mid(at + 1);
    return u'@' + (isCommit(version) ? version.left(shortCommit) : version);
}

QString stepKindWords(const workflow::Step &step)
{
    switch (step.kind) {
    case workflow::StepKind::Uses: return tr("action %1").arg(actionName(step));
    case workflow::StepKind::Run: return tr("run command");
    default: return tr("step");
    }
}

} // namespace slipway::pipelines_page
