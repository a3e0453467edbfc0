#include "commands/check/formats.h"
#include "commands/check/rule_pages.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace slipway::commands::check {

namespace {

using diagnostics::Severity;

QString level(Severity severity)
{
    switch (severity) {
    case Severity::Error: return u"error"_s;
    case Severity::Warning: return u"warning"_s;
    case Severity::Hint: break;
    }
    return u"note"_s;
}

QJsonObject message(const QString &text)
{
    return {{u"text"_s, text}};
}

/// A path as a reference by RFC 3986.
QString uri(const QString &path)
{
    return path.startsWith(u'/') ? QUrl::fromLocalFile(path).toString(QUrl::FullyEncoded)
                                 : QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
}

QJsonObject artifact(const CheckedFile &file)
{
    return {{u"uri"_s, uri(file.name)}};
}

QJsonObject region(const Remark &remark)
{
    return {{u"startLine"_s, remark.begin.line},
            {u"startColumn"_s, remark.begin.column},
            {u"endLine"_s, remark.end.line},
            {u"endColumn"_s, remark.end.column}};
}

QJsonObject inSarif(const CheckedFile &file, const diagnostics::Fix &fix)
{
    QJsonArray replacements;
    for (const yaml::Patch &patch : fix.patches) {
        const QJsonObject deleted{{u"byteOffset"_s, qint64(patch.range.begin)},
                                  {u"byteLength"_s, qint64(patch.range.size())}};
        replacements.append(QJsonObject{{u"deletedRegion"_s, deleted},
                                        {u"insertedContent"_s, message(QString::fromStdString(patch.text))}});
    }
    const QJsonObject change{{u"artifactLocation"_s, artifact(file)}, {u"replacements"_s, replacements}};
    return {{u"description"_s, message(fix.title)}, {u"artifactChanges"_s, QJsonArray{change}}};
}

QJsonObject inSarif(const CheckedFile &file, const Remark &remark, int ruleIndex)
{
    const QJsonObject place{{u"artifactLocation"_s, artifact(file)}, {u"region"_s, region(remark)}};
    QJsonObject result{{u"ruleId"_s, remark.rule},
                       {u"ruleIndex"_s, ruleIndex},
                       {u"level"_s, level(remark.severity)},
                       {u"message"_s, message(remark.message)},
                       {u"locations"_s, QJsonArray{QJsonObject{{u"physicalLocation"_s, place}}}}};
    if (remark.fix)
        result.insert(u"fixes"_s, QJsonArray{inSarif(file, *remark.fix)});
    return result;
}

/// The rules that have something to say, each described once.
class RuleList
{
public:
    int indexOf(const QString &id)
    {
        if (const auto known = m_indices.constFind(id); known != m_indices.constEnd())
            return *known;
        const RulePage page = rulePage(id);
        QJsonObject rule{{u"id"_s, id}};
        if (!page.title.isEmpty())
            rule.insert(u"shortDescription"_s, message(page.title));
        if (!page.text.isEmpty())
            rule.insert(u"help"_s, QJsonObject{{u"text"_s, page.text}, {u"markdown"_s, page.text}});
        m_rules.append(rule);
        return m_indices.insert(id, int(m_rules.size()) - 1).value();
    }
    const QJsonArray &rules() const { return m_rules; }

private:
    QJsonArray m_rules;
    QMap<QString, int> m_indices;
};

QJsonObject notification(const CheckedFile &file)
{
    const QJsonObject place{{u"artifactLocation"_s, artifact(file)}};
    return {{u"level"_s, u"error"_s},
            {u"message"_s, message(base::sentence(*file.unreadable))},
            {u"locations"_s, QJsonArray{QJsonObject{{u"physicalLocation"_s, place}}}}};
}

} // namespace

QByteArray asSarif(std::span<const CheckedFile> files)
{
    RuleList rules;
    QJsonArray results;
    QJsonArray troubles;
    for (const CheckedFile &file : files) {
        for (const Remark &remark : file.remarks)
            results.append(inSarif(file, remark, rules.indexOf(remark.rule)));
        if (file.unreadable)
            troubles.append(notification(file));
    }
    const QJsonObject driver{
        {u"name"_s, u"Slipway"_s}, {u"version"_s, QStringLiteral(SLIPWAY_VERSION)}, {u"rules"_s, rules.rules()}};
    const QJsonObject invocation{{u"executionSuccessful"_s, troubles.isEmpty()},
                                 {u"toolExecutionNotifications"_s, troubles}};
    const QJsonObject run{{u"tool"_s, QJsonObject{{u"driver"_s, driver}}},
                          {u"columnKind"_s, u"unicodeCodePoints"_s},
                          {u"invocations"_s, QJsonArray{invocation}},
                          {u"results"_s, results}};
    return QJsonDocument(QJsonObject{{u"$schema"_s, u"https://json.schemastore.org/sarif-2.1.0.json"_s},
                                     {u"version"_s, u"2.1.0"_s},
                                     {u"runs"_s, QJsonArray{run}}})
        .toJson();
}

} // namespace slipway::commands::check
