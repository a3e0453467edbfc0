#include "approvals/code_owners.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals {

namespace {

/// A pattern with a slash before its end stands from the root; a folder holds all below it.
QRegularExpression expressionOf(const QString &pattern)
{
    const bool isRooted = pattern.first(pattern.size() - 1).contains(u'/');
    QString text = pattern.startsWith(u'/') ? pattern.mid(1) : pattern;
    const bool isFolder = text.endsWith(u'/');
    if (isFolder)
        text.chop(1);
    QString expression = isRooted ? u"^"_s : u"^(?:.*/)?"_s;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isDouble = text.at(i) == u'*' && text.mid(i, 2) == "**"_L1;
        if (isDouble && text.mid(i, 3) == "**/"_L1) {
            expression += u"(?:.*/)?"_s;
            i += 2;
        } else if (isDouble) {
            expression += u".*"_s;
            ++i;
        } else if (text.at(i) == u'*') {
            expression += u"[^/]*"_s;
        } else if (text.at(i) == u'?') {
            expression += u"[^/]"_s;
        } else {
            expression += QRegularExpression::escape(text.sliced(i, 1));
        }
    }
    // GitHub: "docs/*" does not reach into folders of docs, every other pattern does.
    const bool isFlat = pattern.endsWith("/*"_L1);
    expression += isFolder ? u"/.*$"_s : isFlat ? u"$"_s : u"(?:/.*)?$"_s;
    return QRegularExpression(expression);
}

} // namespace

CodeOwners::CodeOwners(const QByteArray &file)
{
    static const QRegularExpression blank(u"\\s+"_s);
    for (const QByteArray &bytes : file.split('\n')) {
        const QString line = QString::fromUtf8(bytes).section(u'#', 0, 0).trimmed();
        QStringList words = line.split(blank, Qt::SkipEmptyParts);
        if (words.isEmpty())
            continue;
        Rule rule{expressionOf(words.takeFirst()), {}};
        for (const QString &word : std::as_const(words)) {
            if (word.startsWith(u'@'))
                rule.owners += word.mid(1).section(u'/', -1);
        }
        m_rules += rule;
    }
}

QStringList CodeOwners::ownersOf(const QString &path) const
{
    const auto last = std::ranges::find_if(m_rules.rbegin(), m_rules.rend(),
                                           [&path](const Rule &rule) { return rule.pattern.match(path).hasMatch(); });
    return last == m_rules.rend() ? QStringList() : last->owners;
}

} // namespace slipway::approvals
