#include "runs/run_artifacts.h"

#include "archive/unpack.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::runs {

namespace {

using State = ArtifactRow::State;

/// `taken`: folders that are not there yet, but will be.
QString freeFolder(const QString &target, const QString &name, const QStringList &taken)
{
    QString folder = target + u'/' + name;
    for (int count = 2; QFileInfo::exists(folder) || taken.contains(folder, Qt::CaseInsensitive); ++count)
        folder = target + u'/' + name + u' ' + QString::number(count);
    return folder;
}

} // namespace

RunArtifacts::RunArtifacts(std::shared_ptr<Actions> actions, std::shared_ptr<base::Clock> clock, const QString &cache,
                           QObject *parent)
    : QAbstractListModel(parent)
    , m_actions(std::move(actions))
    , m_clock(std::move(clock))
    , m_cache(cache)
{ }

RunArtifacts::~RunArtifacts()
{
    m_stop.request_stop();
    for (std::stop_source &download : m_downloads)
        download.request_stop();
}

void RunArtifacts::setRun(qint64 run)
{
    if (m_run == run)
        return;
    m_stop.request_stop();
    m_stop = {};
    m_run = run;
    if (!m_rows.isEmpty()) {
        beginRemoveRows({}, 0, static_cast<int>(m_rows.size()) - 1);
        m_rows.clear();
        endRemoveRows();
    }
    m_freshness = {};
    emit freshnessChanged();
    refresh();
}

void RunArtifacts::refresh()
{
    if (m_run == 0)
        return;
    QCoro::connect(m_actions->artifacts(m_run, m_stop.get_token()), this,
                   [this](const base::Result<QList<ArtifactFact>> &artifacts) { take(artifacts); });
}

void RunArtifacts::take(const base::Result<QList<ArtifactFact>> &artifacts)
{
    if (!artifacts) {
        if (artifacts.error().kind == base::Error::Kind::Cancelled)
            return;
        m_freshness = base::Freshness::failed(m_freshness, artifacts.error());
        emit freshnessChanged();
        return;
    }
    for (const ArtifactFact &artifact : *artifacts) {
        const auto known = std::ranges::find(m_rows, artifact.id, [](const auto &row) { return row.artifact.id; });
        if (known != m_rows.end()) {
            change(artifact.id, [&artifact](ArtifactRow &row) { row.artifact = artifact; });
            continue;
        }
        const int at = static_cast<int>(m_rows.size());
        beginInsertRows({}, at, at);
        m_rows += ArtifactRow{.artifact = artifact};
        endInsertRows();
    }
    m_freshness = base::Freshness::fresh(m_clock->now());
    emit freshnessChanged();
}

void RunArtifacts::download(qint64 artifact, const QString &target)
{
    const auto row = std::ranges::find(m_rows, artifact, [](const auto &one) { return one.artifact.id; });
    if (row == m_rows.end() || row->artifact.isExpired || m_downloads.contains(artifact))
        return;
    const QString folder = freeFolder(target, folderNameFor(row->artifact.name), m_folders.values());
    const QString zip = m_cache + u"/artifact-"_s + QString::number(artifact) + u".zip"_s;
    if (!QDir().mkpath(m_cache) || !QDir().mkpath(target)) {
        end(artifact,
            std::unexpected(base::makeError(base::Error::Kind::Internal, tr("The folder cannot be written."),
                                            tr("Choose another one."))));
        return;
    }
    m_folders.insert(artifact, folder);
    const std::stop_token stop = m_downloads[artifact].get_token();
    change(artifact, [](ArtifactRow &one) { one = {.artifact = one.artifact, .state = State::Downloading}; });
    const QPointer<RunArtifacts> self(this);
    const auto progress = [self, artifact](qint64 received, qint64 total) {
        if (self && total > 0)
            self->change(artifact, [=](ArtifactRow &one) { one.progress = double(received) / double(total); });
    };
    QCoro::connect(m_actions->artifact(artifact, zip, progress, stop), this,
                   [this, artifact, zip, folder, stop](const base::Result<qint64> &bytes) {
                       if (bytes)
                           unpack(artifact, zip, folder, stop);
                       else
                           end(artifact, std::unexpected(bytes.error()));
                   });
}

void RunArtifacts::cancel(qint64 artifact)
{
    if (const auto download = m_downloads.find(artifact); download != m_downloads.end())
        download->request_stop();
}

void RunArtifacts::unpack(qint64 artifact, const QString &zip, const QString &folder, std::stop_token stop)
{
    change(artifact, [](ArtifactRow &row) {
        row.state = State::Unpacking;
        row.progress.reset();
    });
    const QPointer<RunArtifacts> self(this);
    QThreadPool::globalInstance()->start([self, artifact, zip, folder, stop] {
        const auto unpacked = archive::unpack(zip, folder, {}, {}, stop);
        QFile::remove(zip);
        const base::Result<QString> result =
            unpacked ? base::Result<QString>(folder) : std::unexpected(unpacked.error());
        // The application outlives the pool's threads; this object may not.
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, artifact, result] {
                if (self)
                    self->end(artifact, result);
            },
            Qt::QueuedConnection);
    });
}

void RunArtifacts::end(qint64 artifact, const base::Result<QString> &folder)
{
    m_downloads.remove(artifact);
    m_folders.remove(artifact);
    const bool isCancelled = !folder && folder.error().kind == base::Error::Kind::Cancelled;
    change(artifact, [&folder, isCancelled](ArtifactRow &row) {
        row = {.artifact = row.artifact, .state = folder ? State::Ready : isCancelled ? State::Remote : State::Failed};
        if (folder)
            row.folder = *folder;
        else if (!isCancelled)
            row.error = folder.error();
    });
    if (folder)
        emit downloaded(*folder);
}

void RunArtifacts::change(qint64 artifact, const std::function<void(ArtifactRow &)> &with)
{
    const auto row = std::ranges::find(m_rows, artifact, [](const auto &one) { return one.artifact.id; });
    if (row == m_rows.end())
        return;
    const ArtifactRow before = *row;
    with(*row);
    if (*row == before)
        return;
    const QModelIndex at = index(static_cast<int>(row - m_rows.begin()));
    emit dataChanged(at, at);
}

int RunArtifacts::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant RunArtifacts::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole)
        return m_rows.at(index.row()).artifact.name;
    return role == RowRole ? QVariant::fromValue(m_rows.at(index.row())) : QVariant();
}

QString folderNameFor(const QString &artifact)
{
    constexpr qsizetype longest = 80;
    QString name;
    for (const QChar letter : artifact.first(std::min(longest, artifact.size())))
        name += letter.isLetterOrNumber() || u"-_. "_s.contains(letter) ? letter : u'_';
    while (name.startsWith(u'.') || name.startsWith(u' '))
        name.removeFirst();
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1);
    return name.isEmpty() ? u"artifact"_s : name;
}

} // namespace slipway::runs
