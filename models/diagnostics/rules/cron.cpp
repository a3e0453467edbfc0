#include "diagnostics/rules/cron.h"

#include "diagnostics/rules/words.h"

#include <QCoreApplication>

#include <array>
#include <charconv>
#include <span>
#include <vector>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::Cron)
};

constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                  "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> days{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

struct Part {
    const char *name;
    int least;
    int most;
    /// Stand for the numbers from `least` on.
    std::span<const std::string_view> names = {};
};

constexpr std::array<Part, 5> parts{{
    {QT_TRANSLATE_NOOP("slipway::diagnostics::Cron", "minute"), 0, 59},
    {QT_TRANSLATE_NOOP("slipway::diagnostics::Cron", "hour"), 0, 23},
    {QT_TRANSLATE_NOOP("slipway::diagnostics::Cron", "day of the month"), 1, 31},
    {QT_TRANSLATE_NOOP("slipway::diagnostics::Cron", "month"), 1, 12, months},
    {QT_TRANSLATE_NOOP("slipway::diagnostics::Cron", "day of the week"), 0, 6, days},
}};

using Values = std::bitset<60>;

bool isSameWord(std::string_view word, std::string_view lower)
{
    return std::ranges::equal(word, lower, [](char one, char other) { return (one | 0x20) == other; });
}

/// A number or name of the part; -1 when it is neither.
int valueOf(std::string_view word, const Part &part)
{
    for (std::size_t i = 0; i < part.names.size(); ++i) {
        if (isSameWord(word, part.names[i]))
            return part.least + static_cast<int>(i);
    }
    int value = -1;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    const bool isNumber = error == std::errc() && end == word.data() + word.size();
    return isNumber && value >= part.least && value <= part.most ? value : -1;
}

/// One of the comma's pieces: `*`, `3`, `1-5`, each with `/2` or without.
bool addPiece(std::string_view piece, const Part &part, Values &values)
{
    int step = 1;
    const std::size_t slash = piece.find('/');
    if (slash != std::string_view::npos) {
        const std::string_view text = piece.substr(slash + 1);
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), step);
        if (error != std::errc() || end != text.data() + text.size() || step < 1 || step > part.most)
            return false;
    }
    const std::string_view range = piece.substr(0, slash);
    int first = part.least;
    int last = part.most;
    if (range != "*") {
        const std::size_t dash = range.find('-');
        first = valueOf(range.substr(0, dash), part);
        if (dash != std::string_view::npos)
            last = valueOf(range.substr(dash + 1), part);
        else if (slash == std::string_view::npos)
            last = first;
    }
    if (first < 0 || last < first)
        return false;
    for (int value = first; value <= last; value += step)
        values.set(static_cast<std::size_t>(value));
    return true;
}

bool readPart(std::string_view text, const Part &part, Values &values)
{
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        if (!addPiece(text.substr(begin, end - begin), part, values))
            return false;
        begin = end + 1;
    }
    return true;
}

std::vector<std::string_view> wordsOf(std::string_view text)
{
    std::vector<std::string_view> words;
    for (std::size_t begin = text.find_first_not_of(' '); begin < text.size();
         begin = text.find_first_not_of(' ', begin)) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        words.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    return words;
}

/// Whether any of the months has any of the days, in a leap year.
bool hasDay(const Values &monthDays, const Values &wantedMonths)
{
    static constexpr std::array lengths{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (std::size_t month = 0; month < lengths.size(); ++month) {
        for (int day = 1; wantedMonths.test(month + 1) && day <= lengths[month]; ++day) {
            if (monthDays.test(static_cast<std::size_t>(day)))
                return true;
        }
    }
    return false;
}

} // namespace

std::expected<Cron, CronProblem> readCron(std::string_view text)
{
    const std::vector<std::string_view> words = wordsOf(text);
    if (text.starts_with(' ') || text.ends_with(' ')) {
        const std::size_t begin = text.starts_with(' ') ? 0 : text.size() - 1;
        return std::unexpected(
            CronProblem{begin, begin + 1, Text::tr("A schedule has no blank at its ends. Remove it.")});
    }
    if (words.size() != parts.size()) {
        const QString message = text.starts_with('@')
            ? Text::tr("GitHub knows no names of schedules. Write the five fields, as in `0 3 * * *`.")
            : Text::tr(
                  "A schedule has five fields: minute, hour, day of the month, month, day of the week. This has %1.")
                  .arg(words.size());
        return std::unexpected(CronProblem{0, text.size(), message});
    }
    std::array<Values, parts.size()> values;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (readPart(words[i], parts[i], values[i]))
            continue;
        const auto begin = static_cast<std::size_t>(words[i].data() - text.data());
        return std::unexpected(CronProblem{begin, begin + words[i].size(),
                                           Text::tr("%1 is no %2. Use numbers from %3 to %4, `*`, `,`, `-` and `/`.")
                                               .arg(quoted(words[i]), Text::tr(parts[i].name))
                                               .arg(parts[i].least)
                                               .arg(parts[i].most)});
    }
    if (words[4] == "*" && !hasDay(values[2], values[3])) {
        const auto begin = static_cast<std::size_t>(words[2].data() - text.data());
        const auto end = static_cast<std::size_t>(words[3].data() - text.data()) + words[3].size();
        return std::unexpected(CronProblem{
            begin, end, Text::tr("No month of these has such a day, so it never runs. Correct the day or the month."),
            true});
    }
    Cron cron{.minutes = values[0]};
    for (std::size_t hour = 0; hour < cron.hours.size(); ++hour)
        cron.hours.set(hour, values[1].test(hour));
    return cron;
}

int Cron::shortestInterval() const
{
    constexpr int day = 24 * 60;
    int shortest = day;
    int previous = -1;
    int first = -1;
    for (int minute = 0; minute < day; ++minute) {
        if (!hours.test(std::size_t(minute / 60)) || !minutes.test(std::size_t(minute % 60)))
            continue;
        if (previous >= 0)
            shortest = std::min(shortest, minute - previous);
        else
            first = minute;
        previous = minute;
    }
    return first < 0 ? day : std::min(shortest, day - previous + first);
}

} // namespace slipway::diagnostics
