#pragma once

#include "workspace/policies.h"

#include <QUrl>

#include <chrono>
#include <optional>

/// The words of slipway.yaml as values; nothing for a word that does not fit. Any thread.
namespace slipway::workspace::values {

/// "true" or "false".
std::optional<bool> yesNo(const QString &word);
std::optional<int> whole(const QString &word);
std::optional<double> number(const QString &word);
/// "45 s", "15 min", "2 h", "90 d"; above zero.
std::optional<std::chrono::seconds> duration(const QString &word);
/// A duration in whole days.
std::optional<std::chrono::days> days(const QString &word);
/// "friday", "Friday".
std::optional<Qt::DayOfWeek> weekday(const QString &word);
QStringList weekdays();
/// "16:30".
std::optional<QTime> timeOfDay(const QString &word);
/// http or https with a host, without a user and password.
std::optional<QUrl> url(const QString &word);
/// "github", "github:production", "fly:patient-graph-api", "vercel:my-loop-health".
std::optional<SecretPlace> secretPlace(const QString &word);
/// "owner/name".
bool isRepository(const QString &word);
/// "off", "hint", "warning", "error".
std::optional<RuleLevel> ruleLevel(const QString &word);
QStringList ruleLevels();
/// An IANA name of a time zone that this machine knows.
bool isZone(const QString &word);

/// The words of `rotate` for "only when it leaked".
constexpr QLatin1StringView onBreach{"on breach"};

} // namespace slipway::workspace::values
