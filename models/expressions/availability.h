#pragma once

#include "expressions/contexts.h"
#include "expressions/functions.h"

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

namespace slipway::expressions {

/// Some contexts.
class ContextSet
{
public:
    constexpr ContextSet() = default;
    constexpr ContextSet(std::initializer_list<Context> contexts)
    {
        for (const Context context : contexts)
            m_bits |= bit(context);
    }
    static constexpr ContextSet all()
    {
        ContextSet set;
        set.m_bits = (1U << contextCount) - 1;
        return set;
    }
    constexpr bool contains(Context context) const { return (m_bits & bit(context)) != 0; }
    constexpr bool operator==(const ContextSet &) const = default;

private:
    static constexpr unsigned bit(Context context) { return 1U << static_cast<unsigned>(context); }
    unsigned m_bits = 0;
};

/// The functions that are not to be had everywhere: none; hashFiles; success, failure, always and cancelled; all five.
enum class SpecialFunctions : quint8 { None, HashFiles, Status, All };

/// What expressions may use at one kind of place.
struct Availability {
    ContextSet contexts = ContextSet::all();
    SpecialFunctions functions = SpecialFunctions::All;
    /// `success` and `failure` take ids of jobs there.
    bool canNameJobs = false;

    bool allows(Function function) const;
    bool operator==(const Availability &) const = default;
};

/// By a key in the words of GitHub's table: "jobs.<job_id>.steps.run". A key below one of the table has what that one
/// has: "jobs.<job_id>.strategy.matrix". For composite actions: "runs.steps.run", "outputs.<output_id>.value".
/// Nothing where no expression may stand.
/// Source: GitHub's documentation, "Contexts reference", "Context availability".
std::optional<Availability> availability(std::string_view key);

/// All keys of the table.
std::vector<std::string_view> availabilityKeys();

} // namespace slipway::expressions
