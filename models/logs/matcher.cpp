#include "logs/matcher.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::logs {

namespace {

/// As many marks as a line can show; the count goes by lines searched, not by these.
constexpr qsizetype mostMatches = 5'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("logs::Matcher", text);
}

/// Whether only Unicode knows the other case of a letter in it.
bool foldsBeyondAscii(const QString &text)
{
    return std::ranges::any_of(
        text, [](QChar one) { return one.unicode() > 0x7f && (one.isSurrogate() || one.toLower() != one.toUpper()); });
}

/// PCRE2's own limits for one match: a pattern that backtracks without end is given up after a millisecond or so.
constexpr QLatin1StringView limits{"(*LIMIT_MATCH=100000)(*LIMIT_DEPTH=10000)"};

QRegularExpression compiled(const Query &query, bool isLiteral)
{
    QRegularExpression::PatternOptions options =
        QRegularExpression::UseUnicodePropertiesOption | QRegularExpression::MultilineOption;
    if (!query.isCaseSensitive)
        options |= QRegularExpression::CaseInsensitiveOption;
    QRegularExpression pattern(limits + (isLiteral ? QRegularExpression::escape(query.text) : query.text), options);
    pattern.optimize();
    return pattern;
}

} // namespace

base::Result<Matcher> Matcher::make(const Query &query)
{
    using base::Error;
    if (query.text.isEmpty())
        return std::unexpected(base::makeError(Error::Kind::InvalidInput, tr("Type what to look for.")));
    Matcher matcher;
    matcher.m_query = query;
    const bool needsPattern = !query.isCaseSensitive && foldsBeyondAscii(query.text);
    if (!query.isPattern && !needsPattern) {
        const QByteArray text = query.text.toUtf8();
        matcher.m_needle = query.isCaseSensitive ? text : text.toLower();
        return matcher;
    }
    matcher.m_pattern = compiled(query, !query.isPattern);
    if (!matcher.m_pattern.isValid()) {
        return std::unexpected(
            base::makeError(Error::Kind::InvalidInput,
                            tr("The pattern is not complete at character %1: %2.")
                                .arg(QString::number(matcher.m_pattern.patternErrorOffset() - limits.size() + 1),
                                     matcher.m_pattern.errorString())));
    }
    return matcher;
}

QList<Match> Matcher::in(const QString &text) const
{
    QList<Match> matches;
    if (!m_needle.isEmpty()) {
        const auto sensitivity = m_query.isCaseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive;
        const qsizetype size = m_query.text.size();
        for (qsizetype at = text.indexOf(m_query.text, 0, sensitivity); at >= 0 && matches.size() < mostMatches;
             at = text.indexOf(m_query.text, at + size, sensitivity))
            matches.append({at, size});
        return matches;
    }
    auto found = m_pattern.globalMatch(text.left(mostOfLine));
    while (found.hasNext() && matches.size() < mostMatches) {
        const auto match = found.next();
        if (match.capturedLength() > 0)
            matches.append({match.capturedStart(), match.capturedLength()});
    }
    return matches;
}

} // namespace slipway::logs
