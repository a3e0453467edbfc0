#include "pipelines/action_reference.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace slipway::pipelines {

std::optional<ActionReference> ActionReference::fromText(const QString &uses)
{
    static const QRegularExpression form(
        u"\\A([A-Za-z0-9][A-Za-z0-9-]*)/([A-Za-z0-9._-]+)((?:/[^/@\\s\\x00-\\x1f]+)*)@([^\\s~^:?*\\[\\\\]+)\\z"_s);
    const auto match = form.match(uses.trimmed());
    if (!match.hasMatch() || uses.contains("${{"_L1))
        return std::nullopt;
    const QString folder = match.captured(3).sliced(match.captured(3).isEmpty() ? 0 : 1);
    const QString name = match.captured(2);
    const QStringList parts = folder.split(u'/');
    if (parts.contains(u".."_s) || parts.contains(u"."_s) || name == "."_L1 || name == ".."_L1)
        return std::nullopt;
    return ActionReference{{match.captured(1), name}, folder, match.captured(4)};
}

bool ActionReference::isCommit() const
{
    static const QRegularExpression sha(u"\\A[0-9a-fA-F]{40}\\z"_s);
    return sha.match(ref).hasMatch();
}

QString ActionReference::key() const
{
    return repository.text().toLower() + (folder.isEmpty() ? QString() : u'/' + folder) + u'@' + ref;
}

} // namespace slipway::pipelines
