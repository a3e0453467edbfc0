#include "case_files.h"

#include "base/error.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace slipway::test {

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read.", qPrintable(path));
    return file.readAll();
}

QByteArray textOf(const yaml::Value &value, std::string_view name)
{
    const auto *member = value.find(name);
    return member ? QByteArray::fromStdString(member->value->text) : QByteArray();
}

EditCase readCase(const yaml::Value &value, const QString &workflows)
{
    EditCase one;
    one.name = QString::fromUtf8(textOf(value, "id") + ": " + textOf(value, "title"));
    const auto file = QString::fromUtf8(textOf(value, "file"));
    one.source = value.find("source") ? textOf(value, "source") : contents(workflows + u'/' + file);
    one.expected = textOf(value, "expected");
    const auto operation = workflow::operationFromValue(*value.find("op")->value);
    if (!operation)
        qFatal("%s: %s", qPrintable(one.name), qPrintable(base::sentence(operation.error())));
    one.operation = *operation;
    return one;
}

} // namespace

QList<EditCase> readEditCases(const QString &folder, const QString &workflows)
{
    QList<EditCase> cases;
    const auto names = QDir(folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const auto &name : names) {
        const auto bytes = contents(folder + u'/' + name);
        const auto list = yaml::valueFromJson(std::string_view(bytes.constData(), static_cast<size_t>(bytes.size())));
        if (!list)
            qFatal("%s: %s", qPrintable(name), qPrintable(base::sentence(list.error())));
        for (const auto &member : (*list)->members)
            cases.append(readCase(*member.value, workflows));
    }
    return cases;
}

QString firstDifference(const QByteArray &got, const QByteArray &expected)
{
    const auto gotLines = got.split('\n');
    const auto expectedLines = expected.split('\n');
    qsizetype at = 0;
    while (at < std::min(gotLines.size(), expectedLines.size()) && gotLines[at] == expectedLines[at])
        ++at;
    QString text = u"\nfrom line %1 on, got:\n"_s.arg(at + 1);
    const auto show = [&text, at](const QList<QByteArray> &lines) {
        for (qsizetype i = std::max<qsizetype>(at - 2, 0); i < std::min(at + 8, lines.size()); ++i)
            text += u"  |"_s + QString::fromUtf8(lines[i]).replace(u'\r', u"<CR>"_s) + u'\n';
    };
    show(gotLines);
    text += u"expected:\n"_s;
    show(expectedLines);
    return text;
}

} // namespace slipway::test
