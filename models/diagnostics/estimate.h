#pragma once

#include "yaml/node.h"

#include <string>
#include <string_view>
#include <vector>

namespace slipway::diagnostics {

/// What can be said of an expression's value before the workflow runs.
struct Estimate {
    enum class Kind : quint8 {
        Unknown,
        Falsy,      ///< no more than that it counts as false
        Truthy,
        Null,
        Boolean,
        Number,
        Text,
        Partial,    ///< a text that is not empty, with a known begin and end
    };
    enum class Answer : quint8 { No, Yes, Unknown };

    Kind kind = Kind::Unknown;
    /// Of Boolean (0 or 1) and Number.
    double number = 0;
    /// Of Text; what a Partial begins with.
    std::string text;
    /// What a Partial ends with.
    std::string_view end;
    /// A branch filter that what follows the Partial's begin has passed; null when there is none.
    const std::vector<yaml::Node> *filter = nullptr;

    static Estimate null() { return {Kind::Null, 0, {}, {}, nullptr}; }
    static Estimate boolean(bool isTrue) { return {Kind::Boolean, isTrue ? 1.0 : 0.0, {}, {}, nullptr}; }
    static Estimate numeric(double value) { return {Kind::Number, value, {}, {}, nullptr}; }
    static Estimate of(std::string_view text) { return {Kind::Text, 0, std::string(text), {}, nullptr}; }
    static Estimate partial(std::string_view begin, std::string_view end = {},
                            const std::vector<yaml::Node> *filter = nullptr)
    {
        return {Kind::Partial, 0, std::string(begin), end, filter};
    }
    static Estimate from(Answer answer);

    Answer isTrue() const;
};

/// `==`, `startsWith` and `contains` of GitHub's expressions; texts compare without regard to case.
Estimate::Answer areEqual(const Estimate &one, const Estimate &other);
Estimate::Answer doesBegin(const Estimate &text, const Estimate &begin);
Estimate::Answer doesContain(const Estimate &text, const Estimate &part);

} // namespace slipway::diagnostics
