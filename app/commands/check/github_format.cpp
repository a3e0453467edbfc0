#include "commands/check/formats.h"

using namespace Qt::StringLiterals;

namespace slipway::commands::check {

namespace {

QString command(diagnostics::Severity severity)
{
    switch (severity) {
    case diagnostics::Severity::Error: return u"error"_s;
    case diagnostics::Severity::Warning: return u"warning"_s;
    case diagnostics::Severity::Hint: break;
    }
    return u"notice"_s;
}

/// Source: GitHub's documentation, "Workflow commands for GitHub Actions".
QString data(QString text)
{
    return text.replace(u'%', "%25"_L1).replace(u'\r', "%0D"_L1).replace(u'\n', "%0A"_L1);
}

QString property(const QString &text)
{
    return data(text).replace(u':', "%3A"_L1).replace(u',', "%2C"_L1);
}

QString inGitHub(const CheckedFile &file, const Remark &remark)
{
    QString place = u"file=%1,line=%2,col=%3,endLine=%4"_s.arg(property(file.name), QString::number(remark.begin.line),
                                                               QString::number(remark.begin.column),
                                                               QString::number(remark.end.line));
    // GitHub takes an end column for one line only, and counts it in.
    if (remark.end.line == remark.begin.line)
        place += u",endColumn=%1"_s.arg(std::max(remark.end.column - 1, remark.begin.column));
    return u"::%1 %2,title=%3::%4\n"_s.arg(command(remark.severity), place, property(remark.rule),
                                           data(remark.message));
}

} // namespace

QByteArray asGitHub(std::span<const CheckedFile> files)
{
    QString text;
    for (const CheckedFile &file : files) {
        if (file.unreadable)
            text += u"::error file=%1::%2\n"_s.arg(property(file.name), data(base::sentence(*file.unreadable)));
        for (const Remark &remark : file.remarks)
            text += inGitHub(file, remark);
    }
    return text.toUtf8();
}

} // namespace slipway::commands::check
