#pragma once

#include "base/json.h"

#include <QUrl>

#include <optional>

namespace slipway::github {

struct ReleaseAsset {
    qint64 id = 0;
    QString name;
    qint64 bytes = 0;
    QUrl download;
    bool operator==(const ReleaseAsset &) const = default;
};

struct Release {
    qint64 id = 0;
    QString tag;
    /// Branch or SHA that the tag was, or will be, made from.
    QString target;
    /// Empty when it has none: show the tag.
    QString name;
    QString notes;
    bool isDraft = false;
    bool isPrerelease = false;
    QString author;
    QDateTime createdAt;
    /// Absent for a draft.
    std::optional<QDateTime> publishedAt;
    QList<ReleaseAsset> assets;
    QUrl page;
    bool operator==(const Release &) const = default;
};

Release readRelease(const base::json::Object &object);

} // namespace slipway::github
