#include "code_editor/search.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Search)
};

base::Result<QRegularExpression> patternOf(const Search &search)
{
    QString pattern = search.isExpression ? search.words : QRegularExpression::escape(search.words);
    if (search.isWholeWord)
        pattern = u"(?<!\\w)(?:"_s + pattern + u")(?!\\w)"_s;
    QRegularExpression::PatternOptions options =
        QRegularExpression::MultilineOption | QRegularExpression::UseUnicodePropertiesOption;
    if (!search.isCaseSensitive)
        options |= QRegularExpression::CaseInsensitiveOption;
    QRegularExpression expression(pattern, options);
    if (expression.isValid())
        return expression;
    return std::unexpected(base::makeError(base::Error::Kind::InvalidInput,
                                           Words::tr("Not a regular expression: %1.").arg(expression.errorString())));
}

QString expanded(const QString &replacement, const QRegularExpressionMatch &match)
{
    QString result;
    for (qsizetype i = 0; i < replacement.size(); ++i) {
        const QChar next = i + 1 < replacement.size() ? replacement[i + 1] : QChar();
        if (replacement[i] != u'\\' || (!next.isDigit() && next != u'\\')) {
            result += replacement[i];
            continue;
        }
        ++i;
        if (next == u'\\')
            result += next;
        else
            result += match.captured(next.digitValue());
    }
    return result;
}

template<typename Visit>
base::Done forEachMatch(const Search &search, const QString &text, const Visit &visit)
{
    if (search.words.isEmpty())
        return {};
    const auto pattern = patternOf(search);
    if (!pattern)
        return std::unexpected(pattern.error());
    int count = 0;
    for (auto matches = pattern->globalMatch(text); matches.hasNext() && count < mostMatches;) {
        const auto match = matches.next();
        if (match.capturedLength() == 0)
            continue;
        ++count;
        visit(match);
    }
    return {};
}

} // namespace

base::Result<std::vector<Span>> findAll(const Search &search, const QString &text)
{
    std::vector<Span> spans;
    const auto done = forEachMatch(search, text, [&](const QRegularExpressionMatch &match) {
        spans.push_back({static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedEnd())});
    });
    if (!done)
        return std::unexpected(done.error());
    return spans;
}

base::Result<std::vector<TextEdit>> replaceAll(const Search &search, const QString &text, const QString &replacement,
                                               int only)
{
    std::vector<TextEdit> edits;
    const auto done = forEachMatch(search, text, [&](const QRegularExpressionMatch &match) {
        if (only < 0 || match.capturedStart() == only) {
            edits.push_back({match.capturedStart(), match.capturedLength(),
                             search.isExpression ? expanded(replacement, match) : replacement});
        }
    });
    if (!done)
        return std::unexpected(done.error());
    return edits;
}

} // namespace slipway::code_editor
