#include "oracle_answers.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace oracle {

namespace {

template<typename Take>
void eachLine(const QString &path, Take take)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    while (!file.atEnd())
        take(QJsonDocument::fromJson(file.readLine()).object());
}

} // namespace

std::vector<FileAnswers> readAnswers(const QString &corpus)
{
    QHash<QString, std::vector<Answer>> head;
    eachLine(corpus + u"/expected/actionlint-head.jsonl"_s, [&](const QJsonObject &line) {
        for (const QJsonValue &value : line["actionlint"_L1].toArray()) {
            const QJsonArray row = value.toArray();
            head[line["file"_L1].toString()].push_back(
                {u"actionlint"_s, row[3].toString(), row[0].toInt(), row[4].toString()});
        }
    });
    std::vector<FileAnswers> files;
    eachLine(corpus + u"/expected/workflows.jsonl"_s, [&](const QJsonObject &line) {
        FileAnswers answers{.file = line["file"_L1].toString()};
        answers.answers = head.value(answers.file);
        for (const QJsonValue &value : line["parser"_L1].toArray()) {
            const QJsonArray row = value.toArray();
            answers.answers.push_back({u"parser"_s, row[4].toString(), row[0].toInt(), row[5].toString()});
        }
        files.push_back(std::move(answers));
    });
    return files;
}

} // namespace oracle
