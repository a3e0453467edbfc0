#include "commands/check/formats.h"
#include "commands/check/options.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace slipway::commands::check {

namespace {

QJsonObject inJson(const diagnostics::Fix &fix)
{
    QJsonArray patches;
    for (const yaml::Patch &patch : fix.patches)
        patches.append(QJsonObject{{u"begin"_s, qint64(patch.range.begin)},
                                   {u"end"_s, qint64(patch.range.end)},
                                   {u"text"_s, QString::fromStdString(patch.text)}});
    return {{u"title"_s, fix.title}, {u"patches"_s, patches}};
}

QJsonObject inJson(const Remark &remark)
{
    QJsonObject object{{u"rule"_s, remark.rule},           {u"severity"_s, severityName(remark.severity)},
                       {u"message"_s, remark.message},     {u"line"_s, remark.begin.line},
                       {u"column"_s, remark.begin.column}, {u"endLine"_s, remark.end.line},
                       {u"endColumn"_s, remark.end.column}};
    if (remark.fix)
        object.insert(u"fix"_s, inJson(*remark.fix));
    return object;
}

} // namespace

QByteArray asJson(std::span<const CheckedFile> files)
{
    QJsonArray list;
    for (const CheckedFile &file : files) {
        QJsonArray findings;
        for (const Remark &remark : file.remarks)
            findings.append(inJson(remark));
        QJsonObject object{{u"file"_s, file.name}, {u"findings"_s, findings}};
        if (file.unreadable)
            object.insert(u"error"_s, base::sentence(*file.unreadable));
        list.append(object);
    }
    return QJsonDocument(QJsonObject{{u"version"_s, 1}, {u"files"_s, list}}).toJson();
}

} // namespace slipway::commands::check
