#include "operations/export.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::operations {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Operations", text);
}

QStringList headings()
{
    return {tr("Time"), tr("Who"), tr("Act"), tr("App"), tr("Environment"), tr("What"), tr("Step"), tr("Operation")};
}

QStringList cellsOf(const AuditLine &line)
{
    return {line.at.toUTC().toString(Qt::ISODate),
            line.actor,
            line.act,
            line.app,
            line.environment,
            line.words,
            line.stepId,
            line.operationId};
}

bool isFormula(const QString &text)
{
    return !text.isEmpty() && u"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20"_s.contains(text.front());
}

QString csvCell(QString text)
{
    if (isFormula(text))
        text.prepend(u'\'');
    const bool needsQuotes = text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r')
        || text.startsWith(u' ') || text.endsWith(u' ');
    return needsQuotes ? u'"' + text.replace(u'"', u"\"\""_s) + u'"' : text;
}

QString csvLine(const QStringList &cells)
{
    QStringList written;
    for (const QString &cell : cells)
        written.append(csvCell(cell));
    return written.join(u',') + u"\r\n"_s;
}

/// Every character that Markdown or HTML could take for more than itself, as a reference; addresses too, as GitHub
/// makes links of bare ones and of names after @ and #.
QString markdownCell(const QString &text)
{
    static const QString special = u"\\`*_{}[]()<>#+-.!|~&@:/\"'^$="_s;
    QString escaped;
    for (const QChar character : text) {
        if (character == u'\n' || character == u'\r' || character == u'\t')
            escaped.append(u' ');
        else if (special.contains(character))
            escaped.append(u"&#%1;"_s.arg(character.unicode()));
        else if (character.isPrint() || character.isSurrogate())
            escaped.append(character);
    }
    return escaped.trimmed();
}

QString markdownLine(const QStringList &cells)
{
    return u"| "_s + cells.join(u" | "_s) + u" |\n"_s;
}

} // namespace

QByteArray csvOf(const QList<AuditLine> &lines)
{
    QString text = csvLine(headings());
    for (const AuditLine &line : lines)
        text += csvLine(cellsOf(line));
    return text.toUtf8();
}

QByteArray markdownOf(const QList<AuditLine> &lines)
{
    const QStringList names = headings();
    QString text = markdownLine(names) + markdownLine(QStringList(names.size(), u"---"_s));
    for (const AuditLine &line : lines) {
        QStringList cells;
        for (const QString &cell : cellsOf(line))
            cells.append(markdownCell(cell));
        text += markdownLine(cells);
    }
    return text.toUtf8();
}

} // namespace slipway::operations
