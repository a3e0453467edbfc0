#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace slipway::sandbox::github {

struct ZipFile {
    QString path;
    QByteArray content;
};

/// The files as a zip, packed; the same files at the same time give the same bytes.
QByteArray zipped(const QList<ZipFile> &files, const QDateTime &at);

} // namespace slipway::sandbox::github
