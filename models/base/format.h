#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>

/// Numbers and times as people read them, by the current QLocale; units follow a no-break space.
/// An absent value is the caller's to show as an em dash, never as 0. Any thread.
namespace slipway::base::format {

using std::chrono::milliseconds;

/// "12 min", "1 d 3 h", "6 d"; under a minute "now" or "8 s". For how long something has been so.
QString age(milliseconds duration);
/// "612 ms", "48 s", "2 min 06 s", "1 h 04 min". For how long something took.
QString duration(milliseconds duration);
/// "4:48", "1:04:09": the same in a column.
QString columnDuration(milliseconds duration);
/// "1 243" with the locale's groups.
QString count(qint64 number);
/// `ratio` 0..1 as "3.1 %", "0.52 %", "100 %": two significant decimals below 1 %.
QString percent(double ratio);
/// "6.0×".
QString times(double factor);
/// "1.4 MB", in powers of 1000.
QString bytes(qint64 bytes);
/// "14:32" on `now`'s day, else "Thu 21 Mar, 14:32", with the year when it is another one. In `now`'s zone.
QString time(const QDateTime &time, const QDateTime &now);
/// "+38 −11", with U+2212.
QString changes(qint64 added, qint64 removed);

} // namespace slipway::base::format
