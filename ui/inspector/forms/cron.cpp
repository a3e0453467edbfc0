#include "inspector/forms/cron.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

namespace {

enum Part { Minute, Hour, Day, Month, Weekday };
constexpr std::array<int, 5> least{0, 0, 1, 1, 0};
constexpr std::array<int, 5> most{59, 23, 31, 12, 7};
constexpr int daysAhead = 8 * 366;

QString tr(const char *text)
{
    return QCoreApplication::translate("inspector::Cron", text);
}

/// A number or the first letters of a month or day.
int number(const QString &text, std::size_t part)
{
    static const QStringList months = u"JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"_s.split(u' ');
    static const QStringList days = u"SUN MON TUE WED THU FRI SAT"_s.split(u' ');
    const QString upper = text.toUpper();
    if (part == Month && months.contains(upper))
        return int(months.indexOf(upper)) + 1;
    if (part == Weekday && days.contains(upper))
        return int(days.indexOf(upper));
    bool isNumber = false;
    const int value = text.toInt(&isNumber);
    return isNumber && value >= least[part] && value <= most[part] ? value : -1;
}

/// One part of a list: `*`, `5`, `1-5`, each with a step.
template<typename Set>
bool read(const QString &text, std::size_t part, Set &set)
{
    static const QRegularExpression pattern(u"^(?:(\\*)|(\\w+)(?:-(\\w+))?)(?:/(\\d+))?$"_s);
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return false;
    int first = least[part];
    int last = most[part];
    if (match.captured(1).isEmpty()) {
        first = number(match.captured(2), part);
        last = match.captured(3).isEmpty() ? (match.captured(4).isEmpty() ? first : most[part])
                                           : number(match.captured(3), part);
    }
    const int step = match.captured(4).isEmpty() ? 1 : match.captured(4).toInt();
    if (first < 0 || last < first || step < 1)
        return false;
    for (int at = first; at <= last; at += step)
        set.set(std::size_t(part == Weekday ? at % 7 : at));
    return true;
}

QString timeWords(int hour, int minute)
{
    return u"%1:%2 UTC"_s.arg(hour, 2, 10, QChar(u'0')).arg(minute, 2, 10, QChar(u'0'));
}

} // namespace

std::optional<Cron> Cron::parse(const QString &text)
{
    const QStringList parts = text.simplified().split(u' ');
    if (parts.size() != 5 || text.size() > 200)
        return {};
    Cron cron;
    for (std::size_t part = 0; part < 5; ++part) {
        cron.m_texts[part] = parts.at(qsizetype(part));
        const auto items = cron.m_texts[part].split(u',');
        for (const QString &item : items)
            if (!read(item, part, cron.m_sets[part]))
                return {};
    }
    return cron;
}

bool Cron::isDay(const QDate &date) const
{
    const bool isOfMonth = m_sets[Day].test(std::size_t(date.day()));
    const bool isOfWeek = m_sets[Weekday].test(std::size_t(date.dayOfWeek() % 7));
    // Where both are restricted, either is enough.
    const bool isEither = m_texts[Day] != "*"_L1 && m_texts[Weekday] != "*"_L1;
    return m_sets[Month].test(std::size_t(date.month())) && (isEither ? isOfMonth || isOfWeek : isOfMonth && isOfWeek);
}

QString Cron::dayWords() const
{
    const bool isEveryMonth = m_texts[Month] == "*"_L1;
    if (m_texts[Day] == "*"_L1 && m_texts[Weekday] == "*"_L1 && isEveryMonth)
        return tr("Every day");
    if (m_texts[Day] == "*"_L1 && isEveryMonth) {
        QStringList days;
        for (int day = 1; day <= 7; ++day)
            if (m_sets[Weekday].test(std::size_t(day % 7)))
                days.append(QLocale().standaloneDayName(day));
        return days.size() == 5 && !m_sets[Weekday].test(0) && !m_sets[Weekday].test(6)
            ? tr("Monday to Friday")
            : tr("Every %1").arg(days.join(u", "_s));
    }
    if (m_sets[Day].count() == 1 && m_texts[Weekday] == "*"_L1 && isEveryMonth)
        return tr("On day %1 of each month").arg(m_texts[Day]);
    return tr("On days %1 of months %2, days of the week %3").arg(m_texts[Day], m_texts[Month], m_texts[Weekday]);
}

QString Cron::words() const
{
    const auto &minutes = m_sets[Minute];
    const auto &hours = m_sets[Hour];
    const QString day = dayWords();
    if (minutes.count() == 1 && hours.count() <= 3) {
        QStringList times;
        for (int hour = 0; hour < 24; ++hour)
            for (int minute = 0; minute < 60 && hours.test(std::size_t(hour)); ++minute)
                if (minutes.test(std::size_t(minute)))
                    times.append(timeWords(hour, minute));
        return tr("%1, %2").arg(day, times.join(u", "_s));
    }
    if (m_texts[Minute].startsWith("*/"_L1) && m_texts[Hour] == "*"_L1)
        return tr("%1, every %2 minutes").arg(day, m_texts[Minute].mid(2));
    if (minutes.count() == 1 && m_texts[Hour] == "*"_L1)
        return tr("%1, every hour at minute %2").arg(day, m_texts[Minute]);
    return tr("%1, minutes %2 of hours %3 UTC").arg(day, m_texts[Minute], m_texts[Hour]);
}

QList<QDateTime> Cron::next(const QDateTime &from, int count) const
{
    QList<QDateTime> times;
    const QDateTime begin = from.toUTC();
    for (int ahead = 0; ahead < daysAhead && times.size() < count; ++ahead) {
        const QDate date = begin.date().addDays(ahead);
        if (!isDay(date))
            continue;
        for (int at = 0; at < 24 * 60 && times.size() < count; ++at) {
            const QDateTime time(date, QTime(at / 60, at % 60), QTimeZone::UTC);
            if (m_sets[Hour].test(std::size_t(at / 60)) && m_sets[Minute].test(std::size_t(at % 60)) && time > begin)
                times.append(time);
        }
    }
    return times;
}

} // namespace slipway::inspector
