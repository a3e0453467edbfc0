#include "commands/check/formats.h"
#include "commands/check/options.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace slipway::commands::check {

namespace {

using diagnostics::Severity;

QString tr(const char *text)
{
    return QCoreApplication::translate("commands::check", text);
}

QString counted(int count, const char *one, const char *many)
{
    return count == 1 ? tr(one) : tr(many).arg(count);
}

/// Longer lines are shown around the mark alone.
constexpr qsizetype widest = 160;

class Colours
{
public:
    explicit Colours(bool isOn)
        : m_isOn(isOn)
    { }

    QString bold(const QString &text) const { return dress(text, "1"_L1); }
    QString dim(const QString &text) const { return dress(text, "2"_L1); }
    QString severity(Severity severity, const QString &text) const
    {
        switch (severity) {
        case Severity::Error: return dress(text, "1;31"_L1);
        case Severity::Warning: return dress(text, "1;33"_L1);
        case Severity::Hint: break;
        }
        return dress(text, "1;36"_L1);
    }

private:
    QString dress(const QString &text, QLatin1StringView code) const
    {
        return m_isOn ? "\x1b["_L1 + code + u'm' + text + "\x1b[0m"_L1 : text;
    }

    bool m_isOn;
};

/// A file may hold escape codes; a terminal must not obey them. Tabs stay.
QString harmless(QString text)
{
    for (QChar &letter : text) {
        const bool isControl = letter.category() == QChar::Other_Control && letter != u'\t';
        if (isControl || letter.category() == QChar::Other_Format)
            letter = QChar::ReplacementCharacter;
    }
    return text;
}

/// The lines of a file by number.
class Lines
{
public:
    explicit Lines(const QByteArray &source)
        : m_source(source)
    {
        m_begins.push_back(source.startsWith("\xef\xbb\xbf") ? 3 : 0);
        for (qsizetype end = source.indexOf('\n'); end >= 0; end = source.indexOf('\n', end + 1))
            m_begins.push_back(end + 1);
        m_begins.push_back(source.size() + 1);
    }

    /// From 1; without its end. Empty for a number that there is not.
    QString at(int number) const
    {
        if (number < 1 || size_t(number) >= m_begins.size())
            return {};
        const qsizetype begin = m_begins[size_t(number) - 1];
        QByteArrayView line = QByteArrayView(m_source).sliced(begin, m_begins[size_t(number)] - 1 - begin);
        if (line.endsWith('\r'))
            line.chop(1);
        return QString::fromUtf8(line);
    }

private:
    QByteArray m_source;
    std::vector<qsizetype> m_begins;
};

/// Blanks as wide as `text`, its tabs kept.
QString blanksFor(QStringView text)
{
    QString blanks;
    for (const QChar letter : text) {
        if (!letter.isLowSurrogate())
            blanks += letter == u'\t' ? u'\t' : u' ';
    }
    return blanks;
}

/// Index in UTF-16 of the character number `column`, from 1.
qsizetype indexOf(const QString &line, int column)
{
    qsizetype at = 0;
    for (int passed = 1; passed < column && at < line.size(); ++passed)
        at += line.at(at).isHighSurrogate() && at + 1 < line.size() ? 2 : 1;
    return at;
}

QString excerpt(const Lines &lines, const Remark &remark, const Colours &colours)
{
    QString line = harmless(lines.at(remark.begin.line));
    if (line.trimmed().isEmpty())
        return {};
    qsizetype begin = indexOf(line, remark.begin.column);
    qsizetype end = remark.end.line == remark.begin.line ? indexOf(line, remark.end.column) : line.size();
    if (line.size() > widest) {
        const qsizetype from = std::clamp<qsizetype>(begin - widest / 4, 0, line.size() - widest);
        line = line.mid(from, widest);
        begin = std::min(begin - from, widest);
        end = std::min(end - from, widest);
    }
    const QString number = QString::number(remark.begin.line);
    const QString mark = u'^' + QString(std::max<qsizetype>(end - begin - 1, 0), u'~');
    return colours.dim(number.rightJustified(6) + " | "_L1) + line + u'\n' + colours.dim(QString(6, u' ') + " | "_L1)
        + blanksFor(QStringView(line).first(begin)) + colours.severity(remark.severity, mark) + u'\n';
}

QString inText(const CheckedFile &file, const Lines &lines, const Remark &remark, const Colours &colours)
{
    const QString place = u"%1:%2:%3: "_s.arg(harmless(file.name), QString::number(remark.begin.line),
                                              QString::number(remark.begin.column));
    QString text = colours.bold(place) + colours.severity(remark.severity, severityName(remark.severity) + u": "_s)
        + harmless(remark.message) + u' ' + colours.dim(u'[' + remark.rule + u']') + u'\n'
        + excerpt(lines, remark, colours);
    if (remark.fix)
        text += QString(7, u' ') + colours.dim(u"= "_s + tr("fix: %1").arg(remark.fix->title)) + u'\n';
    return text;
}

} // namespace

QByteArray asText(std::span<const CheckedFile> files, bool isColoured)
{
    const Colours colours(isColoured);
    QString text;
    for (const CheckedFile &file : files) {
        if (file.unreadable)
            text += harmless(file.name) + ": "_L1
                + colours.severity(Severity::Error, severityName(Severity::Error) + u": "_s)
                + harmless(base::sentence(*file.unreadable)) + u'\n';
        const Lines lines(file.remarks.empty() ? QByteArray() : file.source);
        for (const Remark &remark : file.remarks)
            text += inText(file, lines, remark, colours);
    }
    return text.toUtf8();
}

QString summary(std::span<const CheckedFile> files)
{
    int counts[3] = {};
    for (const CheckedFile &file : files) {
        for (const Remark &remark : file.remarks)
            ++counts[size_t(remark.severity)];
    }
    return tr("%1, %2 and %3 in %4")
        .arg(counted(counts[0], "1 error", "%1 errors"), counted(counts[1], "1 warning", "%1 warnings"),
             counted(counts[2], "1 hint", "%1 hints"), counted(int(files.size()), "1 file", "%1 files"));
}

} // namespace slipway::commands::check
