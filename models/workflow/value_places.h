#pragma once

#include "yaml/node.h"

#include <cstddef>
#include <string_view>

namespace slipway::workflow {

/// Goes through a scalar's value and the bytes that it is written with, in step. Folding, indentation and line ends
/// change blanks alone, so that all other bytes find each other; quotes and escapes are known.
class ValueCursor
{
public:
    explicit ValueCursor(yaml::Node scalar);
    /// From a place that `begin` has given for `value`.
    ValueCursor(yaml::Node scalar, std::size_t value, quint32 source);

    /// Where the value's byte `at` begins in the source, or where the one before it ends; never goes back.
    quint32 begin(std::size_t at);
    quint32 end(std::size_t at);

private:
    void seek(std::size_t at);
    void skipBlanks();
    struct Token {
        quint32 size = 1;
        std::size_t valueSize = 1;
        bool isBlank = false;
    };
    Token token() const;
    Token escape() const;

    std::string_view m_text;
    std::string_view m_source;
    yaml::Style m_style = yaml::Style::Plain;
    bool m_isVerbatim = false;
    std::size_t m_value = 0;
    quint32 m_at = 0;
    quint32 m_end = 0;
};

/// Bytes of the source that `begin` up to `end` of a scalar's value stand for. Takes time in proportion to `end`.
yaml::Range sourceRange(yaml::Node scalar, std::size_t begin, std::size_t end);

} // namespace slipway::workflow
