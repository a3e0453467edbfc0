#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

#include <array>
#include <bitset>
#include <optional>

namespace slipway::inspector {

/// A schedule in POSIX cron's five fields, as GitHub takes them; times are UTC.
class Cron
{
public:
    /// Nothing when the text is none. `@daily` and the like are none for GitHub.
    static std::optional<Cron> parse(const QString &text);

    /// "Every Monday, 06:00 UTC", "Every 15 minutes"; the general case lists what is asked of each field.
    QString words() const;
    /// The next `count` times after `from`; fewer when there are none within eight years.
    QList<QDateTime> next(const QDateTime &from, int count) const;

private:
    static constexpr int widest = 60;
    using Set = std::bitset<widest>;
    bool isDay(const QDate &date) const;
    QString dayWords() const;

    /// Minute, hour, day of the month, month, day of the week (0 is Sunday).
    std::array<Set, 5> m_sets;
    std::array<QString, 5> m_texts;
};

} // namespace slipway::inspector
