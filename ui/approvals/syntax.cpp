#include "approvals_page/syntax.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace slipway::approvals_page {

namespace {

using theme::Tokens;

bool isKeyword(QStringView word)
{
    static const QSet<QString> words{
        u"abstract"_s, u"and"_s,       u"as"_s,         u"async"_s,     u"await"_s,    u"break"_s,  u"case"_s,
        u"catch"_s,    u"class"_s,     u"const"_s,      u"def"_s,       u"default"_s,  u"delete"_s, u"do"_s,
        u"elif"_s,     u"else"_s,      u"enum"_s,       u"export"_s,    u"extends"_s,  u"false"_s,  u"finally"_s,
        u"fn"_s,       u"for"_s,       u"from"_s,       u"func"_s,      u"function"_s, u"if"_s,     u"implements"_s,
        u"import"_s,   u"in"_s,        u"instanceof"_s, u"interface"_s, u"is"_s,       u"lambda"_s, u"let"_s,
        u"new"_s,      u"nil"_s,       u"None"_s,       u"not"_s,       u"null"_s,     u"of"_s,     u"or"_s,
        u"private"_s,  u"protected"_s, u"public"_s,     u"raise"_s,     u"readonly"_s, u"return"_s, u"static"_s,
        u"struct"_s,   u"super"_s,     u"switch"_s,     u"this"_s,      u"throw"_s,    u"true"_s,   u"try"_s,
        u"type"_s,     u"typeof"_s,    u"undefined"_s,  u"var"_s,       u"void"_s,     u"while"_s,  u"with"_s,
        u"yield"_s,    u"SELECT"_s,    u"FROM"_s,       u"WHERE"_s,     u"CREATE"_s,   u"ALTER"_s,  u"TABLE"_s,
        u"INDEX"_s,    u"INSERT"_s,    u"UPDATE"_s,     u"DROP"_s,      u"ADD"_s,      u"COLUMN"_s, u"NOT"_s,
        u"NULL"_s,     u"DEFAULT"_s,
    };
    return words.contains(word.toString());
}

bool isWordSign(QChar sign)
{
    return sign.isLetterOrNumber() || sign == u'_' || sign == u'$';
}

/// The place behind the string that begins at `from`; the line's end when it is not closed.
qsizetype behindString(const QString &line, qsizetype from)
{
    for (qsizetype at = from + 1; at < line.size(); ++at) {
        if (line.at(at) == u'\\')
            ++at;
        else if (line.at(at) == line.at(from))
            return at + 1;
    }
    return line.size();
}

theme::Token colourOfWord(const QString &line, qsizetype from, qsizetype to)
{
    const QStringView word = QStringView(line).sliced(from, to - from);
    if (word.first().isDigit())
        return &Tokens::syntaxNumber;
    if (isKeyword(word))
        return &Tokens::syntaxKeyword;
    if (to < line.size() && line.at(to) == u'(')
        return &Tokens::syntaxKey;
    return nullptr;
}

} // namespace

QString remarkSign(const QString &path)
{
    const QString suffix = path.section(u'.', -1).toLower();
    static const QSet<QString> slashes{u"ts"_s,    u"tsx"_s, u"js"_s,   u"jsx"_s, u"mjs"_s,  u"go"_s,
                                       u"rs"_s,    u"c"_s,   u"cpp"_s,  u"h"_s,   u"java"_s, u"kt"_s,
                                       u"swift"_s, u"css"_s, u"scss"_s, u"json"_s};
    static const QSet<QString> hashes{u"yml"_s, u"yaml"_s, u"py"_s, u"sh"_s, u"rb"_s, u"toml"_s, u"tf"_s};
    if (slashes.contains(suffix))
        return u"//"_s;
    if (hashes.contains(suffix) || path.endsWith("Dockerfile"_L1))
        return u"#"_s;
    return suffix == "sql"_L1 ? u"--"_s : QString();
}

QList<Stretch> stretchesOf(const QString &line, const QString &remarkSign)
{
    QList<Stretch> stretches;
    if (remarkSign.isEmpty())
        return stretches;
    for (qsizetype at = 0; at < line.size();) {
        const QChar sign = line.at(at);
        if (QStringView(line).sliced(at).startsWith(remarkSign)) {
            stretches += {at, line.size(), &Tokens::syntaxComment};
            break;
        }
        qsizetype end = at + 1;
        if (sign == u'"' || sign == u'\'' || sign == u'`') {
            end = behindString(line, at);
            stretches += {at, end, &Tokens::syntaxString};
        } else if (isWordSign(sign)) {
            while (end < line.size() && isWordSign(line.at(end)))
                ++end;
            if (const auto colour = colourOfWord(line, at, end))
                stretches += {at, end, colour};
        }
        at = end;
    }
    return stretches;
}

} // namespace slipway::approvals_page
