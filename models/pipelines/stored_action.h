#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>

/// Action files on the disk, one each, so that forms have inputs while offline. Any thread; waits for the disk.
namespace slipway::pipelines {

struct StoredAction {
    QDateTime fetchedAt;
    /// "action.yml" with its folder.
    QString path;
    QByteArray bytes;
    bool operator==(const StoredAction &) const = default;
};

/// Nothing where there is none, or none that reads.
std::optional<StoredAction> readStored(const QString &folder, const QString &key);
/// False when it could not be kept, which harms nobody.
bool writeStored(const QString &folder, const QString &key, const StoredAction &action);

} // namespace slipway::pipelines
