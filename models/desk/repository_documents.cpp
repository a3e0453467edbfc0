#include "desk/repository_documents.h"

#include "pipelines/worker.h"

#include <QCoro/QCoroTask>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace slipway::desk {

RepositoryDocuments::~RepositoryDocuments()
{
    m_stop.request_stop();
}

/// Empty: it cannot be read now.
QString RepositoryDocuments::versionAt(const Place &place, const QString &path)
{
    if (!place.clone)
        return place.client ? place.commit : QString();
    const QFileInfo file(place.clone->root() + u'/' + path);
    return u"%1 %2 %3"_s.arg(file.filePath(), QString::number(file.lastModified().toMSecsSinceEpoch()),
                             QString::number(file.size()));
}

QMap<QString, workflow::Document> RepositoryDocuments::at(const Place &place, const QStringList &paths)
{
    QMap<QString, workflow::Document> documents;
    QList<Wanted> wanted;
    for (const QString &path : paths) {
        const QString version = versionAt(place, path);
        const auto known = m_known.constFind(path);
        if (known != m_known.constEnd())
            documents.insert(path, known->document);
        const bool isKnown = known != m_known.constEnd() && known->what.version == version;
        if (version.isEmpty() || isKnown || m_asked.value(path) == version)
            continue;
        m_asked.insert(path, version);
        wanted.append({path, version});
    }
    if (!wanted.isEmpty())
        QCoro::connect(place.clone ? readInClone(*place.clone, wanted)
                                   : readAtGitHub(place, wanted, m_stop.get_token()),
                       this, [this](const QList<Known> &read) { take(read); });
    return documents;
}

QCoro::Task<QList<RepositoryDocuments::Known>> RepositoryDocuments::readAtGitHub(Place place, QList<Wanted> wanted,
                                                                                 std::stop_token stop)
{
    QList<Known> read;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        const QString path = wanted.at(i).path;
        const auto file = co_await place.client->file(place.repository, path, place.commit, stop);
        if (!file && file.error().kind == base::Error::Kind::NotFound)
            continue;
        // Of the others, nothing else is to be expected.
        if (!file)
            break;
        const auto document = co_await pipelines::onWorker(
            [bytes = file->content, path] { return workflow::Document::open(bytes, path); });
        read.append({wanted.at(i), document});
    }
    co_return read;
}

QCoro::Task<QList<RepositoryDocuments::Known>> RepositoryDocuments::readInClone(checkout::Clone clone,
                                                                                QList<Wanted> wanted)
{
    co_return co_await pipelines::onWorker([clone, wanted] {
        QList<Known> read;
        for (const Wanted &one : wanted) {
            QFile file(clone.root() + u'/' + one.path);
            if (file.size() <= checkout::Clone::largest && file.open(QIODevice::ReadOnly))
                read.append({one, workflow::Document::open(file.readAll(), one.path)});
        }
        return read;
    });
}

void RepositoryDocuments::take(const QList<Known> &read)
{
    bool isNews = false;
    for (const Known &known : read) {
        // Another version was asked for meanwhile.
        if (m_asked.value(known.what.path) != known.what.version)
            continue;
        m_known.insert(known.what.path, known);
        isNews = true;
    }
    if (isNews)
        Q_EMIT changed();
}

void RepositoryDocuments::retry()
{
    m_stop.request_stop();
    m_stop = {};
    m_asked.clear();
}

} // namespace slipway::desk
