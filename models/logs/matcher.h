#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QRegularExpression>
#include <QString>

namespace slipway::logs {

/// What is looked for.
struct Query {
    QString text;
    bool isCaseSensitive = false;
    /// A Perl-compatible regular expression.
    bool isPattern = false;
    bool operator==(const Query &) const = default;
};

/// A place in a line's text, in QChars.
struct Match {
    qsizetype start = 0;
    qsizetype length = 0;
    bool operator==(const Match &) const = default;
};

/// A query made ready. A value; any thread.
class Matcher
{
public:
    /// No line is held longer against a pattern than its first so many characters.
    static constexpr qsizetype mostOfLine = 64 * 1024;

    /// Errors: invalidInput with the place in the pattern; for an empty text.
    static base::Result<Matcher> make(const Query &query);

    const Query &query() const { return m_query; }
    /// All matches in a line as it is shown, left to right.
    QList<Match> in(const QString &text) const;
    /// What to look for byte by byte: UTF-8, in lower case unless the case counts; empty when the query is a pattern or
    /// has letters that only Unicode can fold.
    const QByteArray &needle() const { return m_needle; }
    const QRegularExpression &pattern() const { return m_pattern; }

private:
    Query m_query;
    QByteArray m_needle;
    QRegularExpression m_pattern;
};

} // namespace slipway::logs
