#include "commands/check/fixing.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace slipway::commands::check {

namespace {

constexpr int mostRounds = 10;
/// Fixes that are tried one by one where all at once will not do.
constexpr int mostTries = 200;

using diagnostics::Finding;

/// A hint is a matter of taste or of what only the team knows: people apply its fix, one at a time.
bool isForAll(const Finding &finding)
{
    return finding.fix && finding.severity != diagnostics::Severity::Hint;
}

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
yaml::Patches chooseFixes(const std::vector<Finding> &findings)
{
    yaml::Patches chosen;
    for (const Finding &finding : findings) {
        if (isForAll(finding) && areApart(chosen, finding.fix->patches))
            chosen.insert(chosen.end(), finding.fix->patches.begin(), finding.fix->patches.end());
    }
    std::ranges::sort(chosen, {}, [](const yaml::Patch &patch) { return patch.range.begin; });
    return chosen;
}

qsizetype errorsIn(const std::vector<Finding> &findings)
{
    return std::ranges::count(findings, diagnostics::Severity::Error, &Finding::severity);
}

/// One file on its way: its text so far, and what is left to say of it.
class Fixing
{
public:
    Fixing(const QByteArray &source, const QString &path, const Surroundings &around)
        : m_path(path)
        , m_around(around)
        , m_document(workflow::Document::open(source, path))
        , m_findings(check(m_document))
    { }

    QByteArray run()
    {
        for (int round = 0; round < mostRounds; ++round) {
            const yaml::Patches patches = chooseFixes(m_findings);
            if (patches.empty())
                break;
            if (!take(patches)) {
                takeOneByOne();
                break;
            }
        }
        return m_document.source();
    }

private:
    std::vector<Finding> check(const workflow::Document &document) const
    {
        return diagnostics::check({document, m_around.facts}, m_around.settings);
    }

    /// False, and nothing is changed, when the text reads worse afterwards.
    bool take(const yaml::Patches &patches)
    {
        const auto text = yaml::apply(m_document.source(), patches);
        if (!text || *text == m_document.source())
            return false;
        const auto next = workflow::Document::open(*text, m_path);
        auto left = check(next);
        if ((next.tree()->isBroken() && !m_document.tree()->isBroken()) || errorsIn(left) > errorsIn(m_findings))
            return false;
        m_document = next;
        m_findings = std::move(left);
        return true;
    }

    void takeOneByOne()
    {
        QSet<QString> refused;
        for (int attempt = 0; attempt < mostTries; ++attempt) {
            const auto next = std::ranges::find_if(m_findings, [&](const Finding &finding) {
                return isForAll(finding) && !refused.contains(finding.message + finding.fix->title);
            });
            if (next == m_findings.end())
                break;
            const QString name = next->message + next->fix->title;
            if (!take(yaml::Patches(next->fix->patches)))
                refused.insert(name);
        }
    }

    QString m_path;
    const Surroundings &m_around;
    workflow::Document m_document;
    std::vector<Finding> m_findings;
};

} // namespace

QByteArray fixed(const QByteArray &source, const QString &path, const Surroundings &around)
{
    return Fixing(source, path, around).run();
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
