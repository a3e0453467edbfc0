#pragma once

#include <QCoreApplication>

namespace slipway::expressions {

/// Where the messages of this folder find their translations.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Expressions)
};

/// `text` for a message: in back-ticks, shortened when it is long.
inline QString quote(std::string_view text)
{
    constexpr qsizetype longest = 60;
    QString shown = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).simplified();
    if (shown.size() > longest)
        shown = shown.first(longest - 1) + u'…';
    return u'`' + shown + u'`';
}

} // namespace slipway::expressions
