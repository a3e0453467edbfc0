#include "releases/compare.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

/// Deeper than this a setting is named by the path so far.
constexpr int deepest = 3;

/// Each deploy writes these; they say nothing of the settings.
bool isAlwaysAnother(const QString &path)
{
    return path == "image"_L1 || path == "metadata"_L1 || path.startsWith("metadata.fly_"_L1)
        || path == "env.FLY_RELEASE_VERSION"_L1;
}

void differ(const QJsonObject &left, const QJsonObject &right, const QString &prefix, int depth, QStringList &names)
{
    const QStringList leftKeys = left.keys();
    const QStringList rightKeys = right.keys();
    QSet<QString> keys(leftKeys.begin(), leftKeys.end());
    keys.unite(QSet<QString>(rightKeys.begin(), rightKeys.end()));
    for (const QString &key : std::as_const(keys)) {
        const QJsonValue leftValue = left.value(key);
        const QJsonValue rightValue = right.value(key);
        const QString path = prefix.isEmpty() ? key : prefix + u'.' + key;
        if (leftValue == rightValue || (isAlwaysAnother(path) && path != "metadata"_L1))
            continue;
        const bool areObjects =
            (leftValue.isObject() || leftValue.isUndefined()) && (rightValue.isObject() || rightValue.isUndefined());
        if (areObjects && depth < deepest)
            differ(leftValue.toObject(), rightValue.toObject(), path, depth + 1, names);
        else
            names.append(path);
    }
}

} // namespace

QStringList differingSettings(const QJsonObject &left, const QJsonObject &right)
{
    QStringList names;
    differ(left, right, {}, 1, names);
    names.sort();
    return names;
}

bool isApiDescription(const QString &path)
{
    static const QRegularExpression pattern(u"(^|/)[^/]*(openapi|swagger)[^/]*\\.(ya?ml|json)$"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression folder(u"(^|/)openapi/.*\\.(ya?ml|json)$"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    return pattern.match(path).hasMatch() || folder.match(path).hasMatch();
}

bool changedBetween(const QDateTime &updatedAt, const Release &left, const Release &right)
{
    const auto [first, last] = std::minmax(left.at, right.at);
    return updatedAt > first && updatedAt <= last;
}

} // namespace slipway::releases
