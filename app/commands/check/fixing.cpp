#include "commands/check/fixing.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace slipway::commands::check {

namespace {

constexpr int mostRounds = 10;

bool areApart(const yaml::Patches &chosen, const yaml::Patches &more)
{
    for (const yaml::Patch &patch : more) {
        for (const yaml::Patch &other : chosen) {
            if (patch.range.begin <= other.range.end && other.range.begin <= patch.range.end)
                return false;
        }
    }
    return true;
}

/// The fixes that can be applied at once.
yaml::Patches chooseFixes(const std::vector<diagnostics::Finding> &findings)
{
    yaml::Patches chosen;
    for (const diagnostics::Finding &finding : findings) {
        if (finding.fix && areApart(chosen, finding.fix->patches))
            chosen.insert(chosen.end(), finding.fix->patches.begin(), finding.fix->patches.end());
    }
    std::ranges::sort(chosen, {}, [](const yaml::Patch &patch) { return patch.range.begin; });
    return chosen;
}

qsizetype errorsIn(const std::vector<diagnostics::Finding> &findings)
{
    return std::ranges::count(findings, diagnostics::Severity::Error, &diagnostics::Finding::severity);
}

} // namespace

QByteArray fixed(const QByteArray &source, const QString &path, const Surroundings &around)
{
    auto document = workflow::Document::open(source, path);
    auto findings = diagnostics::check({document, around.facts}, around.settings);
    for (int round = 0; round < mostRounds; ++round) {
        const yaml::Patches patches = chooseFixes(findings);
        const auto text = yaml::apply(document.source(), patches);
        if (patches.empty() || !text)
            break;
        const auto next = workflow::Document::open(*text, path);
        auto left = diagnostics::check({next, around.facts}, around.settings);
        if ((next.tree()->isBroken() && !document.tree()->isBroken()) || errorsIn(left) > errorsIn(findings))
            break;
        document = next;
        findings = std::move(left);
    }
    return document.source();
}

base::Result<QByteArray> fixFile(const QString &path, const QByteArray &source, const Surroundings &around)
{
    QByteArray text = fixed(source, path, around);
    if (text == source)
        return text;
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return text;
    return std::unexpected(base::makeError(
        base::Error::Kind::Internal,
        QCoreApplication::translate("commands::check", "The fixes cannot be written: %1.").arg(file.errorString()),
        QCoreApplication::translate("commands::check", "The file is as it was. Check its permissions and the disk.")));
}

} // namespace slipway::commands::check
