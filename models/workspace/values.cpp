#include "workspace/values.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::workspace::values {

namespace {

std::optional<std::chrono::seconds> unit(const QString &word)
{
    using std::chrono::seconds;
    if (word == u"s")
        return seconds(1s);
    if (word == u"min")
        return seconds(1min);
    if (word == u"h")
        return seconds(1h);
    if (word == u"d")
        return seconds(24h);
    return std::nullopt;
}

} // namespace

std::optional<bool> yesNo(const QString &word)
{
    if (word == u"true")
        return true;
    if (word == u"false")
        return false;
    return std::nullopt;
}

std::optional<int> whole(const QString &word)
{
    bool isNumber = false;
    const int value = word.toInt(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

std::optional<double> number(const QString &word)
{
    bool isNumber = false;
    const double value = word.toDouble(&isNumber);
    return isNumber && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<std::chrono::seconds> duration(const QString &word)
{
    static const QRegularExpression form(u"^([0-9]{1,6}) ?(s|min|h|d)$"_s);
    const auto match = form.match(word);
    if (!match.hasMatch())
        return std::nullopt;
    const auto one = unit(match.captured(2));
    const int count = match.capturedView(1).toInt();
    return one && count > 0 ? std::optional(*one * count) : std::nullopt;
}

std::optional<std::chrono::days> days(const QString &word)
{
    const auto length = duration(word);
    if (!length || *length % std::chrono::days(1) != 0s)
        return std::nullopt;
    return std::chrono::duration_cast<std::chrono::days>(*length);
}

QStringList weekdays()
{
    return {u"monday"_s, u"tuesday"_s, u"wednesday"_s, u"thursday"_s, u"friday"_s, u"saturday"_s, u"sunday"_s};
}

std::optional<Qt::DayOfWeek> weekday(const QString &word)
{
    const auto index = weekdays().indexOf(word.toLower());
    return index < 0 ? std::nullopt : std::optional(static_cast<Qt::DayOfWeek>(index + 1));
}

std::optional<QTime> timeOfDay(const QString &word)
{
    const QTime time = QTime::fromString(word, u"HH:mm"_s);
    return time.isValid() ? std::optional(time) : std::nullopt;
}

std::optional<QUrl> url(const QString &word)
{
    const QUrl url(word, QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"https" || url.scheme() == u"http";
    return url.isValid() && isWeb && !url.host().isEmpty() && url.userInfo().isEmpty() ? std::optional(url)
                                                                                       : std::nullopt;
}

std::optional<SecretPlace> secretPlace(const QString &word)
{
    const QString who = word.section(u':', 0, 0);
    const QString target = word.section(u':', 1);
    if (who == u"github" && (target.isEmpty() == (word == u"github")))
        return SecretPlace{Provider::GitHub, target};
    if (target.isEmpty())
        return std::nullopt;
    if (who == u"fly")
        return SecretPlace{Provider::Fly, target};
    if (who == u"vercel")
        return SecretPlace{Provider::Vercel, target};
    return std::nullopt;
}

bool isRepository(const QString &word)
{
    static const QRegularExpression form(u"^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$"_s);
    return form.match(word).hasMatch();
}

std::optional<RuleLevel> ruleLevel(const QString &word)
{
    const auto index = ruleLevels().indexOf(word);
    return index < 0 ? std::nullopt : std::optional(static_cast<RuleLevel>(index));
}

QStringList ruleLevels()
{
    // In the order of RuleLevel.
    return {u"off"_s, u"hint"_s, u"warning"_s, u"error"_s};
}

bool isZone(const QString &word)
{
    return QTimeZone::isTimeZoneIdAvailable(word.toUtf8());
}

} // namespace slipway::workspace::values
