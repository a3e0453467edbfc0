#include "net/cache_folder.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDir>
#include <QRandomGenerator>
#include <QSaveFile>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace slipway::net {

namespace {

constexpr auto magic = "slipway answer 1\n"_L1;
constexpr qsizetype digestSize = 32;
constexpr qsizetype installKeySize = 32;
constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QByteArray digest(QByteArrayView payload)
{
    return QCryptographicHash::hash(payload, QCryptographicHash::Sha256);
}

QByteArray toBytes(const QByteArray &key, const StoredAnswer &answer)
{
    QByteArray payload;
    QDataStream stream(&payload, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_8);
    stream << key << qint32(answer.status) << answer.headers.toListOfPairs() << answer.body;
    return QByteArray(magic.data(), magic.size()) + digest(payload) + payload;
}

std::shared_ptr<const StoredAnswer> fromBytes(const QByteArray &key, const QByteArray &bytes)
{
    if (!bytes.startsWith(magic.data()) || bytes.size() < magic.size() + digestSize)
        return nullptr;
    const QByteArray payload = bytes.sliced(magic.size() + digestSize);
    if (bytes.sliced(magic.size(), digestSize) != digest(payload))
        return nullptr;
    QDataStream stream(payload);
    stream.setVersion(QDataStream::Qt_6_8);
    QByteArray name;
    qint32 status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    stream >> name >> status >> headers >> body;
    if (stream.status() != QDataStream::Ok || name != key)
        return nullptr;
    return std::make_shared<const StoredAnswer>(status, QHttpHeaders::fromListOfPairs(headers), std::move(body));
}

bool isKey(const QString &name)
{
    return name.size() == 2 * digestSize;
}

} // namespace

CacheFolder::CacheFolder(QString path, qint64 bytes)
    : m_path(std::move(path))
    , m_mostBytes(bytes)
{
    if (QDir().mkpath(m_path))
        QFile::setPermissions(m_path, ownerOnly | QFileDevice::ExeOwner);
}

QByteArray CacheFolder::newInstallKey()
{
    std::array<quint32, installKeySize / sizeof(quint32)> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return QByteArray(reinterpret_cast<const char *>(words.data()), installKeySize);
}

QByteArray CacheFolder::installKey() const
{
    QFile file(m_path + u"/install-key"_s);
    if (file.open(QIODevice::ReadOnly)) {
        const QByteArray key = file.read(installKeySize + 1);
        if (key.size() == installKeySize)
            return key;
    }
    const QByteArray key = newInstallKey();
    QSaveFile fresh(file.fileName());
    if (fresh.open(QIODevice::WriteOnly)) {
        fresh.setPermissions(ownerOnly);
        fresh.write(key);
        fresh.commit();
    }
    return key;
}

bool CacheFolder::mayHold(const QByteArray &key) const
{
    const std::lock_guard lock(m_mutex);
    return !m_isListed || m_entries.contains(key);
}

std::shared_ptr<const StoredAnswer> CacheFolder::read(const QByteArray &key)
{
    list();
    QFile stored(file(key));
    if (!stored.open(QIODevice::ReadOnly))
        return nullptr;
    auto answer = fromBytes(key, stored.readAll());
    if (!answer)
        forget(key);
    return answer;
}

void CacheFolder::write(const QByteArray &key, const StoredAnswer &answer)
{
    list();
    const QByteArray bytes = toBytes(key, answer);
    QSaveFile target(file(key));
    if (bytes.size() > m_mostBytes || !target.open(QIODevice::WriteOnly))
        return;
    target.setPermissions(ownerOnly);
    if (target.write(bytes) != bytes.size() || !target.commit())
        return;
    {
        const std::lock_guard lock(m_mutex);
        Entry &entry = m_entries[key];
        m_bytes += bytes.size() - entry.bytes;
        entry = {bytes.size(), QDateTime::currentDateTimeUtc()};
    }
    makeRoom();
}

void CacheFolder::touch(const QByteArray &key)
{
    list();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QFile stored(file(key));
    if (stored.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        stored.setFileTime(now, QFileDevice::FileModificationTime);
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_entries.find(key); found != m_entries.end())
        found->used = now;
}

QString CacheFolder::file(const QByteArray &key) const
{
    return m_path + u'/' + QString::fromLatin1(key);
}

void CacheFolder::list()
{
    const std::lock_guard lock(m_mutex);
    if (m_isListed)
        return;
    m_isListed = true;
    const auto files = QDir(m_path).entryInfoList(QDir::Files);
    for (const QFileInfo &info : files) {
        if (!isKey(info.fileName()))
            continue;
        m_entries.insert(info.fileName().toLatin1(), {info.size(), info.lastModified()});
        m_bytes += info.size();
    }
}

void CacheFolder::forget(const QByteArray &key)
{
    QFile::remove(file(key));
    const std::lock_guard lock(m_mutex);
    m_bytes -= m_entries.take(key).bytes;
}

void CacheFolder::makeRoom()
{
    if (m_bytes <= m_mostBytes)
        return;
    std::vector<std::pair<QDateTime, QByteArray>> byUse;
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it)
        byUse.emplace_back(it->used, it.key());
    std::ranges::sort(byUse);
    // A tenth more than needed, so that a full folder is not sorted at every write.
    for (const auto &[used, key] : byUse) {
        if (m_bytes <= m_mostBytes - m_mostBytes / 10)
            return;
        forget(key);
    }
}

} // namespace slipway::net
