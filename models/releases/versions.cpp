#include "releases/versions.h"

#include <QVersionNumber>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

int comparedIdentifiers(const QString &left, const QString &right)
{
    bool isLeftNumber = false;
    bool isRightNumber = false;
    const qulonglong leftNumber = left.toULongLong(&isLeftNumber);
    const qulonglong rightNumber = right.toULongLong(&isRightNumber);
    if (isLeftNumber && isRightNumber)
        return leftNumber < rightNumber ? -1 : leftNumber > rightNumber ? 1 : 0;
    if (isLeftNumber != isRightNumber)
        return isLeftNumber ? -1 : 1;
    return QString::compare(left, right);
}

/// Of the parts behind the hyphen: "rc.1" before "rc.2", and anything before nothing.
int comparedPreReleases(const QString &left, const QString &right)
{
    if (left.isEmpty() || right.isEmpty())
        return static_cast<int>(left.isEmpty()) - static_cast<int>(right.isEmpty());
    const QStringList leftParts = left.split(u'.');
    const QStringList rightParts = right.split(u'.');
    for (qsizetype i = 0; i < std::min(leftParts.size(), rightParts.size()); ++i) {
        if (const int order = comparedIdentifiers(leftParts.at(i), rightParts.at(i)); order != 0)
            return order;
    }
    return static_cast<int>(leftParts.size() > rightParts.size())
        - static_cast<int>(leftParts.size() < rightParts.size());
}

} // namespace

bool isOlderVersion(const QString &left, const QString &right)
{
    const auto numbers = [](const QString &version) { return QVersionNumber::fromString(version.section(u'-', 0, 0)); };
    const auto rest = [](const QString &version) { return version.section(u'+', 0, 0).section(u'-', 1); };
    if (const int order = QVersionNumber::compare(numbers(left), numbers(right)); order != 0)
        return order < 0;
    return comparedPreReleases(rest(left), rest(right)) < 0;
}

TaggedVersion versionAt(const workspace::App &app, const QMap<QString, QStringList> &tagsBySha, const QString &sha,
                        bool isProduction)
{
    if (sha.isEmpty())
        return {};
    const auto found = tagsBySha.lowerBound(sha);
    if (found == tagsBySha.cend() || !found.key().startsWith(sha))
        return {};
    TaggedVersion best;
    bool bestFits = false;
    for (const QString &tag : found.value()) {
        const QString version = app.versionOf(tag);
        if (version.isEmpty())
            continue;
        const bool fits = version.contains(u'-') != isProduction;
        if (best.version.isEmpty() || (fits && !bestFits)
            || (fits == bestFits && isOlderVersion(best.version, version))) {
            best = {version, tag};
            bestFits = fits;
        }
    }
    return best;
}

} // namespace slipway::releases
