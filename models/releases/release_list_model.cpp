#include "releases/release_list_model.h"

#include "base/format.h"
#include "releases/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

constexpr qsizetype shortSha = 7;

QString named(const Release &release)
{
    return release.version.isEmpty() ? release.sha.first(std::min(shortSha, release.sha.size())) : release.version;
}

} // namespace

ReleaseListModel::ReleaseListModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_history(std::make_shared<const History>())
{ }

ReleaseListModel::~ReleaseListModel() = default;

QString ReleaseListModel::appName(const QString &app) const
{
    const auto lane = std::ranges::find(m_history->lanes, app, &Lane::app);
    return lane == m_history->lanes.cend() || lane->appName.isEmpty() ? app : lane->appName;
}

std::vector<int> ReleaseListModel::wanted(const History &history) const
{
    const auto fits = [this](const Release &release) {
        const auto allows = [](const auto &list, const auto &value) { return list.isEmpty() || list.contains(value); };
        if (!allows(m_filter.apps, release.app) || !allows(m_filter.environments, release.environment)
            || !allows(m_filter.outcomes, release.outcome))
            return false;
        const QString &text = m_filter.text;
        if (text.isEmpty())
            return true;
        return std::ranges::any_of(std::initializer_list<QString>{release.version, release.sha, release.title,
                                                                  release.branch, release.actor, release.app},
                                   [&text](const QString &word) { return word.contains(text, Qt::CaseInsensitive); });
    };
    std::vector<int> rows;
    for (qsizetype i = history.releases.size() - 1; i >= 0; --i) {
        if (fits(history.releases.at(i)))
            rows.push_back(static_cast<int>(i));
    }
    return rows;
}

void ReleaseListModel::setHistory(std::shared_ptr<const History> history)
{
    take(std::move(history));
}

void ReleaseListModel::setFilter(const ListFilter &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    take(m_history);
}

void ReleaseListModel::take(std::shared_ptr<const History> history)
{
    const std::vector<int> rows = wanted(*history);
    const bool areSame = std::ranges::equal(rows, m_rows, [&](int left, int right) {
        return history->releases.at(left).id == m_history->releases.at(right).id;
    });
    if (areSame) {
        m_history = std::move(history);
        m_rows = rows;
        if (!m_rows.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    emit layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QStringList ids;
    for (const QModelIndex &index : before)
        ids.append(release(index)->id);
    m_history = std::move(history);
    m_rows = rows;
    QHash<QString, int> places;
    if (!ids.isEmpty()) {
        for (std::size_t row = 0; row < m_rows.size(); ++row)
            places.insert(m_history->releases.at(m_rows[row]).id, static_cast<int>(row));
    }
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const auto place = places.constFind(ids.at(i));
        after.append(place == places.cend() ? QModelIndex() : createIndex(*place, before.at(i).column()));
    }
    changePersistentIndexList(before, after);
    emit layoutChanged();
}

const Release *ReleaseListModel::release(const QModelIndex &index) const
{
    const bool isOurs = index.isValid() && index.model() == this && index.row() < rowCount();
    return isOurs ? &m_history->releases.at(m_rows[static_cast<std::size_t>(index.row())]) : nullptr;
}

QModelIndex ReleaseListModel::indexOf(const QString &releaseId) const
{
    const auto row = std::ranges::find_if(m_rows, [&](int at) { return m_history->releases.at(at).id == releaseId; });
    return row == m_rows.end() ? QModelIndex() : index(static_cast<int>(row - m_rows.begin()), 0);
}

int ReleaseListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ReleaseListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ReleaseListModel::data(const QModelIndex &index, int role) const
{
    const Release *wantedRelease = release(index);
    if (!wantedRelease)
        return {};
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return words(*wantedRelease, index.column());
    if (role == Qt::ToolTipRole)
        return index.column() == CommitColumn ? QVariant(wantedRelease->sha) : QVariant();
    return fact(*wantedRelease, role);
}

QString restOfNote(const Release &release)
{
    const QString word = outcomeWord(release.outcome) + u", "_s;
    return release.note.startsWith(word, Qt::CaseInsensitive) ? release.note.mid(word.size()) : release.note;
}

QVariant ReleaseListModel::words(const Release &release, int column) const
{
    switch (column) {
    case When: return base::format::time(release.at, m_history->releases.last().at);
    case App: return appName(release.app);
    case Environment: return release.environment;
    case Version: return named(release);
    case What: return actWord(release.act);
    case How: {
        const QString rest = restOfNote(release);
        return rest.isEmpty() ? outcomeWord(release.outcome) : outcomeWord(release.outcome) + u", "_s + rest;
    }
    case By: return release.actor;
    case CommitColumn: return release.title;
    default: return {};
    }
}

QVariant ReleaseListModel::fact(const Release &release, int role) const
{
    switch (role) {
    case IdRole: return release.id;
    case AppRole: return release.app;
    case AppNameRole: return appName(release.app);
    case EnvironmentRole: return release.environment;
    case VersionRole: return named(release);
    case ShaRole: return release.sha;
    case TitleRole: return release.title;
    case ActRole: return static_cast<int>(release.act);
    case OutcomeRole: return static_cast<int>(release.outcome);
    case VerdictRole: return static_cast<int>(release.verdict);
    case StatusRole: return QVariant::fromValue(statusOf(release));
    case AtRole: return release.at;
    case ServedUntilRole: return release.servedUntil.value_or(QDateTime());
    case IsLiveRole: return release.isLive;
    case ActorRole: return release.actor;
    case NoteRole: return release.note;
    case ReleaseRole: return QVariant::fromValue(release);
    default: return {};
    }
}

QVariant ReleaseListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When: return tr("When");
    case App: return tr("App");
    case Environment: return tr("Environment");
    case Version: return tr("Version");
    case What: return tr("What");
    case How: return tr("Outcome");
    case By: return tr("By");
    case CommitColumn: return tr("Commit");
    default: return {};
    }
}

QHash<int, QByteArray> ReleaseListModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractTableModel::roleNames();
    names.insert({{IdRole, "id"_ba},
                  {AppRole, "app"_ba},
                  {AppNameRole, "appName"_ba},
                  {EnvironmentRole, "environment"_ba},
                  {VersionRole, "version"_ba},
                  {ShaRole, "sha"_ba},
                  {TitleRole, "title"_ba},
                  {ActRole, "act"_ba},
                  {OutcomeRole, "outcome"_ba},
                  {VerdictRole, "verdict"_ba},
                  {StatusRole, "status"_ba},
                  {AtRole, "at"_ba},
                  {ServedUntilRole, "servedUntil"_ba},
                  {IsLiveRole, "isLive"_ba},
                  {ActorRole, "actor"_ba},
                  {NoteRole, "note"_ba},
                  {ReleaseRole, "release"_ba}});
    return names;
}

} // namespace slipway::releases
