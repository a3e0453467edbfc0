#include "checkout/saving.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QPromise>
#include <QSaveFile>
#include <QStorageInfo>
#include <QThreadPool>

#include <memory>

using namespace Qt::StringLiterals;

namespace slipway::checkout {

namespace {

using Kind = base::Error::Kind;

/// One message, with the path for its %1.
std::unexpected<base::Error> refusal(Kind kind, const QString &path, const char *message, const char *advice)
{
    return std::unexpected(
        base::makeError(kind, QCoreApplication::translate("checkout", message).arg(QDir::toNativeSeparators(path)),
                        QCoreApplication::translate("checkout", advice)));
}

/// Where the bytes go once links are followed.
base::Result<QString> placeOf(const Save &save)
{
    const QFileInfo info(save.file);
    QString place = info.exists() ? info.canonicalFilePath() : QString();
    if (place.isEmpty() && info.isSymLink())
        return refusal(Kind::InvalidInput, save.file, QT_TRANSLATE_NOOP("checkout", "%1 is a link to nothing."),
                       QT_TRANSLATE_NOOP("checkout", "Remove the link, or save under another name."));
    if (place.isEmpty()) {
        const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
        place = folder.isEmpty() ? QDir::cleanPath(info.absoluteFilePath()) : folder + u'/' + info.fileName();
    }
    if (info.exists() && !info.isFile())
        return refusal(Kind::InvalidInput, save.file, QT_TRANSLATE_NOOP("checkout", "%1 is not a file."),
                       QT_TRANSLATE_NOOP("checkout", "Save under another name."));
    const QString root = save.root.isEmpty() ? QString() : QFileInfo(save.root).canonicalFilePath();
    if (!save.root.isEmpty() && (root.isEmpty() || !place.startsWith(root + u'/')))
        return refusal(Kind::InvalidInput, save.file, QT_TRANSLATE_NOOP("checkout", "%1 leads out of the clone."),
                       QT_TRANSLATE_NOOP("checkout", "Remove the link, or save under another name."));
    return place;
}

base::Done checkExpected(const Save &save, const QString &place)
{
    QFile file(place);
    if (!file.exists()) {
        if (!save.expected)
            return {};
        return refusal(Kind::Conflict, save.file, QT_TRANSLATE_NOOP("checkout", "%1 was removed by another program."),
                       QT_TRANSLATE_NOOP("checkout", "Save again to write it anew, or close it."));
    }
    if (!file.open(QIODevice::ReadOnly))
        return refusal(Kind::Internal, save.file, QT_TRANSLATE_NOOP("checkout", "%1 cannot be read."),
                       QT_TRANSLATE_NOOP("checkout", "Allow reading it, then save again."));
    const QByteArray found = contentHash(file.readAll());
    if (save.expected && found == *save.expected)
        return {};
    if (!save.expected)
        return refusal(Kind::Conflict, save.file, QT_TRANSLATE_NOOP("checkout", "%1 exists already."),
                       QT_TRANSLATE_NOOP("checkout", "Choose another name, or open the file."));
    return refusal(Kind::Conflict, save.file,
                   QT_TRANSLATE_NOOP("checkout", "%1 was changed by another program since it was opened."),
                   QT_TRANSLATE_NOOP("checkout", "Merge its changes, or reload it."));
}

base::Done makeFolder(const Save &save, const QString &place)
{
    const QString folder = QFileInfo(place).absolutePath();
    if (QFileInfo(folder).isDir())
        return {};
    const bool mayMake = !save.root.isEmpty() && QFileInfo(save.root).isDir() && !save.expected;
    if (!mayMake || !QDir().mkpath(folder))
        return refusal(Kind::Internal, folder, QT_TRANSLATE_NOOP("checkout", "The folder %1 is gone."),
                       QT_TRANSLATE_NOOP("checkout", "Bring it back, or propose the change to GitHub instead."));
    return {};
}

std::unexpected<base::Error> writeFailure(const QString &place, qsizetype bytes, const QString &why)
{
    const QFileInfo folder(QFileInfo(place).absolutePath());
    if (folder.isDir() && !folder.isWritable())
        return refusal(Kind::Internal, folder.filePath(),
                       QT_TRANSLATE_NOOP("checkout", "The folder %1 does not allow writing."),
                       QT_TRANSLATE_NOOP("checkout", "Allow it, or propose the change to GitHub instead."));
    const QStorageInfo disk(folder.filePath());
    if (disk.isValid() && disk.bytesAvailable() < bytes)
        return refusal(Kind::Internal, place, QT_TRANSLATE_NOOP("checkout", "The disk is full: %1 was not saved."),
                       QT_TRANSLATE_NOOP("checkout", "Free some space, then save again."));
    return std::unexpected(base::makeError(
        Kind::Internal,
        QCoreApplication::translate("checkout", "%1 was not saved: %2.").arg(QDir::toNativeSeparators(place), why),
        QCoreApplication::translate("checkout", "What the disk has is unchanged. Try again.")));
}

} // namespace

QByteArray contentHash(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

base::Done saveAtomically(const Save &save)
{
    const auto place = placeOf(save);
    if (!place)
        return std::unexpected(place.error());
    if (const auto made = makeFolder(save, *place); !made)
        return made;
    if (const auto fits = checkExpected(save, *place); !fits)
        return fits;
    QSaveFile file(*place);
    file.setDirectWriteFallback(false);
    if (!file.open(QIODevice::WriteOnly) || file.write(save.bytes) != save.bytes.size() || !file.commit())
        return writeFailure(*place, save.bytes.size(), file.errorString());
    return {};
}

QFuture<base::Done> saveInBackground(Save save)
{
    auto promise = std::make_shared<QPromise<base::Done>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, save = std::move(save)] {
        promise->addResult(saveAtomically(save));
        promise->finish();
    });
    return promise->future();
}

} // namespace slipway::checkout
