#include "workflow/repository.h"

#include <QCoreApplication>

namespace slipway::workflow {

namespace {

base::Error makeNotFound(std::string_view path)
{
    return base::makeError(base::Error::Kind::NotFound,
                           QCoreApplication::translate("Repository", "There is no file %1 in this repository.")
                               .arg(QString::fromUtf8(path.data(), qsizetype(path.size()))));
}

base::Error makeOutside(std::string_view path)
{
    return base::makeError(base::Error::Kind::InvalidInput,
                           QCoreApplication::translate("Repository", "The path %1 leaves the repository.")
                               .arg(QString::fromUtf8(path.data(), qsizetype(path.size()))),
                           QCoreApplication::translate("Repository", "Name a file below the repository's root."));
}

std::string joined(const std::string &folder, std::string_view name)
{
    return folder.empty() ? std::string(name) : folder + '/' + std::string(name);
}

} // namespace

std::optional<std::string> plainPath(std::string_view path)
{
    constexpr std::string_view refused("\\:\0", 3);
    if (path.starts_with('/') || path.find_first_of(refused) != std::string_view::npos)
        return {};
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view part = path.substr(begin, end - begin);
        begin = end + 1;
        if (part.empty() || part == ".")
            continue;
        if (part != "..") {
            parts.push_back(part);
            continue;
        }
        if (parts.empty())
            return {};
        parts.pop_back();
    }
    std::string plain;
    for (const std::string_view part : parts)
        plain = joined(plain, part);
    return plain;
}

base::Result<QByteArray> Repository::file(std::string_view path) const
{
    const auto plain = plainPath(path);
    if (!plain)
        return std::unexpected(makeOutside(path));
    return read(*plain);
}

base::Result<Repository::ActionPtr> Repository::action(std::string_view uses) const
{
    const auto plain = plainPath(uses);
    if (!plain)
        return std::unexpected(makeOutside(uses));
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto known = m_actions.find(*plain); known != m_actions.end())
            return known->second;
    }
    base::Result<ActionPtr> result = std::unexpected(makeNotFound(uses));
    for (const std::string_view name : {"action.yml", "action.yaml", "Dockerfile"}) {
        const std::string path = joined(*plain, name);
        if (const auto bytes = read(path)) {
            result = std::make_shared<const ActionMetadata>(readAction(*bytes, path));
            break;
        }
    }
    const std::scoped_lock lock(m_mutex);
    return m_actions.emplace(*plain, std::move(result)).first->second;
}

base::Result<Document> Repository::workflow(std::string_view uses) const
{
    const auto plain = plainPath(uses);
    if (!plain)
        return std::unexpected(makeOutside(uses));
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto known = m_workflows.find(*plain); known != m_workflows.end())
            return known->second;
    }
    auto result = read(*plain).transform(
        [&](const QByteArray &bytes) { return Document::open(bytes, QString::fromStdString(*plain)); });
    const std::scoped_lock lock(m_mutex);
    return m_workflows.emplace(*plain, std::move(result)).first->second;
}

base::Result<QByteArray> MemoryRepository::read(const std::string &plainPath) const
{
    const auto found = m_files.find(plainPath);
    if (found == m_files.end())
        return std::unexpected(makeNotFound(plainPath));
    return found->second;
}

} // namespace slipway::workflow
