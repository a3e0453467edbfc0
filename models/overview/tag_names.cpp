#include "overview/tag_names.h"

#include "workspace/workspace.h"

#include <QVersionNumber>

#include <algorithm>
#include <tuple>

namespace slipway::overview {

namespace {

bool isLower(const QString &left, const QString &right)
{
    const auto key = [](const QString &version) {
        return std::tuple(!version.contains(u'-'), QVersionNumber::fromString(version), version);
    };
    return key(left) < key(right);
}

} // namespace

QString versionAt(const workspace::App &app, const Facts<Tags> &tags, const QString &commit)
{
    const auto fact = tags.constFind(QString());
    if (commit.isEmpty() || fact == tags.cend() || !fact->value)
        return {};
    const auto &bySha = fact->value->bySha;
    const auto found = bySha.lowerBound(commit);
    if (found == bySha.cend() || !found.key().startsWith(commit))
        return {};
    QStringList versions;
    for (const QString &tag : found.value())
        versions += app.versionOf(tag);
    versions.removeAll(QString());
    return versions.isEmpty() ? QString() : *std::ranges::max_element(versions, isLower);
}

} // namespace slipway::overview
