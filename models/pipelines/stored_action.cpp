#include "pipelines/stored_action.h"

#include "base/json.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace slipway::pipelines {

namespace {

/// A name that no reference can lead out of the folder.
QString fileOf(const QString &folder, const QString &key)
{
    const QByteArray hash = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex();
    return folder + u'/' + QString::fromLatin1(hash) + u".json"_s;
}

} // namespace

std::optional<StoredAction> readStored(const QString &folder, const QString &key)
{
    QFile file(fileOf(folder, key));
    if (folder.isEmpty() || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    QString storedKey;
    const auto stored = base::json::read(file.readAll(), [&](const base::json::Object &root) {
        storedKey = root.text("key"_L1);
        return StoredAction{root.time("fetchedAt"_L1), root.text("path"_L1),
                            QByteArray::fromBase64(root.text("bytes"_L1).toLatin1())};
    });
    if (!stored || storedKey != key)
        return std::nullopt;
    return *stored;
}

bool writeStored(const QString &folder, const QString &key, const StoredAction &action)
{
    if (folder.isEmpty() || !QDir().mkpath(folder))
        return false;
    QSaveFile file(fileOf(folder, key));
    const QJsonObject root{{u"key"_s, key},
                           {u"fetchedAt"_s, action.fetchedAt.toUTC().toString(Qt::ISODateWithMs)},
                           {u"path"_s, action.path},
                           {u"bytes"_s, QString::fromLatin1(action.bytes.toBase64())}};
    const QByteArray bytes = QJsonDocument(root).toJson(QJsonDocument::Compact);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

} // namespace slipway::pipelines
