#pragma once

#include <QString>

#include <bitset>
#include <expected>
#include <string_view>

namespace slipway::diagnostics {

/// When a schedule runs. Facts: POSIX crontab as GitHub's documentation of `schedule` narrows it.
struct Cron {
    std::bitset<60> minutes;
    std::bitset<24> hours;

    /// The shortest time between two runs of a day that has both, in minutes.
    int shortestInterval() const;
};

/// Why a text is no schedule; bytes of it.
struct CronProblem {
    std::size_t begin = 0;
    std::size_t end = 0;
    QString message;
    /// It can be read, and no day is ever meant.
    bool isNever = false;
};

std::expected<Cron, CronProblem> readCron(std::string_view text);

} // namespace slipway::diagnostics
