#include "base/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::base::format {

namespace {

constexpr QChar noBreakSpace(0x00A0);

QString tr(const char *text)
{
    return QCoreApplication::translate("base::format", text);
}

QString withUnit(const QString &number, const QString &unit)
{
    return number + noBreakSpace + unit;
}

QString withUnit(qint64 number, const QString &unit)
{
    return withUnit(QString::number(number), unit);
}

QString twoDigits(qint64 number)
{
    return QString::number(number).rightJustified(2, u'0');
}

} // namespace

QString age(milliseconds duration)
{
    const qint64 seconds = std::max<qint64>(duration.count(), 0) / 1000;
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    const qint64 days = hours / 24;
    if (seconds < 2)
        return tr("now");
    if (minutes == 0)
        return withUnit(seconds, tr("s"));
    if (hours == 0)
        return withUnit(minutes, tr("min"));
    if (days == 0)
        return withUnit(hours, tr("h"));
    // Hours stop mattering after the second day.
    if (days < 2 && hours % 24 != 0)
        return withUnit(days, tr("d")) + noBreakSpace + withUnit(hours % 24, tr("h"));
    return withUnit(days, tr("d"));
}

QString duration(milliseconds duration)
{
    const qint64 total = std::max<qint64>(duration.count(), 0);
    const qint64 seconds = total / 1000;
    if (total < 1000)
        return withUnit(total, tr("ms"));
    if (seconds < 60)
        return withUnit(seconds, tr("s"));
    if (seconds < 3600)
        return withUnit(seconds / 60, tr("min")) + noBreakSpace + withUnit(twoDigits(seconds % 60), tr("s"));
    return withUnit(seconds / 3600, tr("h")) + noBreakSpace + withUnit(twoDigits(seconds / 60 % 60), tr("min"));
}

QString columnDuration(milliseconds duration)
{
    const qint64 seconds = std::max<qint64>(duration.count(), 0) / 1000;
    const QString tail = u':' + twoDigits(seconds % 60);
    if (seconds < 3600)
        return QString::number(seconds / 60) + tail;
    return QString::number(seconds / 3600) + u':' + twoDigits(seconds / 60 % 60) + tail;
}

QString count(qint64 number)
{
    return QLocale().toString(number);
}

QString percent(double ratio)
{
    const double value = ratio * 100;
    const double size = std::abs(value);
    const int decimals = size >= 99.95 || size >= 10 ? 0 : size >= 1 ? 1 : 2;
    return withUnit(QLocale().toString(value, 'f', decimals), u"%"_s);
}

QString times(double factor)
{
    return QLocale().toString(factor, 'f', factor < 10 ? 1 : 0) + QChar(0x00D7);
}

QString bytes(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat).replace(u' ', noBreakSpace);
}

QString time(const QDateTime &time, const QDateTime &now)
{
    const QDateTime local = time.toTimeZone(now.timeZone());
    const QLocale locale;
    const QString clock = locale.toString(local.time(), u"HH:mm"_s);
    if (local.date() == now.date())
        return clock;
    const bool sameYear = local.date().year() == now.date().year();
    return locale.toString(local.date(), sameYear ? u"ddd d MMM"_s : u"ddd d MMM yyyy"_s) + u", "_s + clock;
}

QString changes(qint64 added, qint64 removed)
{
    return u'+' + count(added) + u' ' + QChar(0x2212) + count(removed);
}

} // namespace slipway::base::format
