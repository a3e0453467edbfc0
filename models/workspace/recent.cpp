#include "workspace/recent.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::workspace {

void RecentWorkspaces::opened(const QString &file, const QString &name)
{
    forget(file);
    m_entries.prepend({file, name.simplified()});
    if (m_entries.size() > most)
        m_entries.resize(most);
}

void RecentWorkspaces::forget(const QString &file)
{
    m_entries.removeIf([&](const Entry &entry) { return entry.file == file; });
}

QStringList RecentWorkspaces::toTexts() const
{
    QStringList texts;
    for (const Entry &entry : m_entries)
        texts.append(entry.file + u'\n' + entry.name);
    return texts;
}

RecentWorkspaces RecentWorkspaces::fromTexts(const QStringList &texts)
{
    RecentWorkspaces recent;
    // From the oldest, so that each comes to stand before those already there.
    for (auto text = texts.crbegin(); text != texts.crend(); ++text) {
        const auto separator = text->lastIndexOf(u'\n');
        if (separator > 0 && text->startsWith(u'/'))
            recent.opened(text->first(separator), text->sliced(separator + 1));
    }
    return recent;
}

} // namespace slipway::workspace
