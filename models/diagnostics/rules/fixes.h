#pragma once

#include "diagnostics/rule.h"

#include <QCoreApplication>

/// Fixes that many rules offer.
namespace slipway::diagnostics {

/// Puts `text` in the place of what is there; none when there is nothing to put.
inline std::optional<Fix> replaceBy(yaml::Range range, const QString &text)
{
    if (text.isEmpty())
        return {};
    return Fix{QCoreApplication::translate("slipway::diagnostics", "Write %1").arg(text),
               {yaml::Patch{range, text.toStdString()}}};
}

/// The same for the word of a scalar: quotes around it stay.
inline std::optional<Fix> replaceWord(yaml::Node scalar, const QString &text)
{
    yaml::Range range = scalar.content();
    const yaml::Style style = scalar.style();
    if (scalar.isAlias() || style == yaml::Style::Literal || style == yaml::Style::Folded)
        return {};
    if (style == yaml::Style::SingleQuoted || style == yaml::Style::DoubleQuoted)
        range = {range.begin + 1, range.end - 1};
    return replaceBy(range, text);
}

} // namespace slipway::diagnostics
