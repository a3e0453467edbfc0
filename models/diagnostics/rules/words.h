#pragma once

#include "base/nearest.h"

#include <QString>
#include <QStringList>

#include <string_view>

/// How messages quote the file. Only called once a finding is made.
namespace slipway::diagnostics {

/// As written, between backticks; cut when it is long.
inline QString quoted(std::string_view text)
{
    constexpr qsizetype longest = 80;
    QString shown = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).simplified();
    if (shown.size() > longest)
        shown = shown.first(longest - 1) + u'…';
    return u'`' + shown + u'`';
}

/// The names of a table's rows; of a very long table the first ones, as each is compared with what was written.
template<typename Rows, typename Name>
QStringList namesOf(const Rows &rows, Name name)
{
    constexpr qsizetype mostNames = 200;
    QStringList names;
    for (const auto &row : rows) {
        if (names.size() == mostNames)
            break;
        const std::string_view text = std::invoke(name, row);
        names.append(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
    }
    return names;
}

/// What to write instead of an unknown word: " Did you mean `x`?" with a blank before it, or nothing.
inline QString hintFor(std::string_view word, const QStringList &known)
{
    const QString hint = base::suggest(QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())), known);
    return hint.isEmpty() ? hint : u' ' + hint;
}

/// The known word that was probably meant, for a fix; empty when none is near.
inline QString nearestTo(std::string_view word, const QStringList &known)
{
    return base::nearest(QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())), known);
}

} // namespace slipway::diagnostics
