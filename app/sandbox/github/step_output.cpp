#include "sandbox/github/step_output.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

/// One file of output/: whom it fits, and what is printed.
struct Talk {
    QRegularExpression fits;
    QStringList success;
    QStringList failure;
};

/// "match: EXPRESSION", lines, and after "--- failed" the lines of a failure.
Talk talkOf(const QString &text)
{
    QStringList lines = text.split(u'\n');
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    Talk talk;
    talk.fits = QRegularExpression(lines.takeFirst().mid(7), QRegularExpression::CaseInsensitiveOption);
    const qsizetype border = lines.indexOf(u"--- failed"_s);
    talk.success = border < 0 ? lines : lines.first(border);
    talk.failure = border < 0 ? lines : lines.mid(border + 1);
    return talk;
}

QList<Talk> readTalks()
{
    QList<Talk> talks;
    const QDir folder(u":/sandbox/output"_s);
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            talks.append(talkOf(QString::fromUtf8(file.readAll())));
    }
    return talks;
}

/// "@12 text" is printed twelve seconds into the step; "\e" is the escape character.
OutputLine lineOf(const QString &written, const QHash<QString, QString> &facts)
{
    static const QRegularExpression timed(uR"(^@(\d+(?:\.\d+)?) )"_s);
    const auto time = timed.match(written);
    OutputLine line{written.mid(time.capturedLength()), time.hasMatch() ? time.captured(1).toDouble() : -1};
    line.text.replace("\\e"_L1, "\x1b"_L1);
    for (auto fact = facts.begin(); fact != facts.end(); ++fact)
        line.text.replace(u'{' + fact.key() + u'}', fact.value());
    return line;
}

} // namespace

QList<OutputLine> outputOf(const FileStep &step, bool fails, const QHash<QString, QString> &facts)
{
    static const QList<Talk> talks = readTalks();
    const QString what = step.uses + u' ' + step.run;
    QList<OutputLine> lines;
    for (const Talk &talk : talks) {
        if (!talk.fits.match(what).hasMatch())
            continue;
        for (const QString &written : fails ? talk.failure : talk.success)
            lines.append(lineOf(written, facts));
        return lines;
    }
    return lines;
}

} // namespace slipway::sandbox::github
