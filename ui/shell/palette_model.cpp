#include "shell/palette_model.h"

#include "shell/fuzzy.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::shell {

namespace {

constexpr qsizetype mostOfAGroup = 30;
constexpr qsizetype mostRecent = 5;
/// A match in the grey words behind the title counts, but below any in the title.
constexpr int onlyInDetail = -200;

/// Each word of the query, as it is written: letters scattered over a sentence would find anything.
bool hasWords(const PaletteEntry &entry, QStringView query)
{
    QString text = entry.title + u' ' + entry.detail;
    if (entry.environment)
        text += u' ' + widgets::environmentName(*entry.environment);
    const auto words = query.split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(words, [&](QStringView word) { return text.contains(word, Qt::CaseInsensitive); });
}

QString heading(PaletteEntry::Group group)
{
    switch (group) {
    case PaletteEntry::Group::Commands: return PaletteModel::tr("Commands");
    case PaletteEntry::Group::Runs: return PaletteModel::tr("Runs");
    case PaletteEntry::Group::Settings: return PaletteModel::tr("Settings");
    case PaletteEntry::Group::GoTo: break;
    }
    return PaletteModel::tr("Go to");
}

} // namespace

PaletteModel::PaletteModel(QObject *parent)
    : QAbstractListModel(parent)
{ }

void PaletteModel::setEntries(QList<PaletteEntry> entries, const QStringList &recent)
{
    beginResetModel();
    m_entries = std::move(entries);
    m_recent = recent;
    m_rows.clear();
    endResetModel();
    setQuery({});
}

void PaletteModel::setQuery(const QString &query)
{
    // Each letter typed makes another list; there is no row whose identity could be kept.
    beginResetModel();
    m_query = query.trimmed();
    m_rows.clear();
    const bool runsOnly = m_query.startsWith(u'#');
    const auto found = hits(runsOnly ? QStringView(m_query).mid(1) : QStringView(m_query), runsOnly);
    m_found = found.size();
    if (m_query.isEmpty()) {
        listRecent();
        listPressing();
    }
    listGroups(found);
    endResetModel();
}

QList<PaletteModel::Hit> PaletteModel::hits(QStringView query, bool runsOnly) const
{
    QList<Hit> result;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const PaletteEntry &candidate = m_entries[i];
        // Runs are many and alike: they are searched only when asked for.
        if ((candidate.group == PaletteEntry::Group::Runs) != runsOnly)
            continue;
        if (const auto inTitle = fuzzyMatch(query, candidate.title)) {
            result.append({i, inTitle->score + recency(candidate.id), inTitle->positions});
        } else if (hasWords(candidate, query)) {
            result.append({i, onlyInDetail, {}});
        }
    }
    if (!query.isEmpty())
        std::ranges::stable_sort(result, std::ranges::greater{}, &Hit::score);
    return result;
}

int PaletteModel::recency(const QString &id) const
{
    const qsizetype place = m_recent.indexOf(id);
    return place < 0 ? 0 : std::max(0, 10 - static_cast<int>(place));
}

void PaletteModel::listRecent()
{
    QList<Hit> recent;
    for (const QString &id : std::as_const(m_recent)) {
        const auto place = std::ranges::find(m_entries, id, &PaletteEntry::id);
        if (place != m_entries.end() && recent.size() < mostRecent)
            recent.append({place - m_entries.begin(), 0, {}});
    }
    appendGroup(tr("Recent"), recent);
}

void PaletteModel::listPressing()
{
    QList<Hit> pressing;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].isPressing)
            pressing.append({i, 0, {}});
    }
    appendGroup(tr("Needs you"), pressing);
}

void PaletteModel::listGroups(const QList<Hit> &hits)
{
    using enum PaletteEntry::Group;
    struct Part {
        PaletteEntry::Group group;
        QList<Hit> hits;
    };
    QList<Part> parts;
    for (const auto group : {Commands, GoTo, Runs, Settings}) {
        Part part{group, {}};
        std::ranges::copy_if(hits, std::back_inserter(part.hits), [&](const Hit &hit) {
            const PaletteEntry &entry = m_entries[hit.entry];
            return entry.group == group && !(entry.isPressing && m_query.isEmpty());
        });
        if (!part.hits.isEmpty())
            parts.append(std::move(part));
    }
    // The group with the best answer comes first, so that Enter takes it.
    if (!m_query.isEmpty())
        std::ranges::stable_sort(parts, std::ranges::greater{},
                                 [](const Part &part) { return part.hits.first().score; });
    for (const Part &part : std::as_const(parts))
        appendGroup(heading(part.group), part.hits);
}

void PaletteModel::appendGroup(const QString &words, const QList<Hit> &hits)
{
    if (hits.isEmpty())
        return;
    m_rows.append({words, -1, {}});
    for (const Hit &hit : hits.first(std::min(hits.size(), mostOfAGroup)))
        m_rows.append({{}, hit.entry, hit.letters});
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

const PaletteEntry *PaletteModel::entry(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const qsizetype place = m_rows[index.row()].entry;
    return place < 0 ? nullptr : &m_entries[place];
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[index.row()];
    const PaletteEntry *found = entry(index);
    switch (role) {
    case Qt::DisplayRole: return found ? found->title : row.heading;
    case Qt::AccessibleTextRole:
        return found ? QStringList{found->title, found->detail, found->does}.join(u", "_s) : row.heading;
    case IsHeadingRole: return !found;
    case EntryRole: return QVariant::fromValue(found);
    case MatchRole: return QVariant::fromValue(row.letters);
    default: return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    return entry(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

} // namespace slipway::shell
