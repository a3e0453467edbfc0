#include "workflow/document.h"
#include "yaml/scalars.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

const QString corpus = QStringLiteral(SLIPWAY_SOURCE_DIR "/../shared/corpus");

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// One job as the recorded answers print it: id, line, needs, number of steps, uses.
QString row(const workflow::Job &job, const yaml::Tree &tree)
{
    QStringList needs;
    for (const yaml::Node item : job.needs.items)
        needs += text(item.text());
    return u"%1 line %2 needs [%3] steps %4 uses %5"_s.arg(text(job.id()))
        .arg(tree.place(job.field.key.content().begin).line)
        .arg(needs.join(u", "_s))
        .arg(job.steps.size())
        .arg(text(job.uses.text()));
}

QString row(const QJsonArray &expected)
{
    QStringList needs;
    for (const QJsonValue &need : expected[2].toArray())
        needs += need.toString();
    return u"%1 line %2 needs [%3] steps %4 uses %5"_s.arg(expected[0].toString())
        .arg(expected[1].toInt())
        .arg(needs.join(u", "_s))
        .arg(expected[3].toInt())
        .arg(expected[4].toString());
}

QString spelling(const workflow::Triggers &on)
{
    const bool isFlow = on.field.value.resolved().style() == yaml::Style::Flow;
    switch (on.spelling) {
    case workflow::Spelling::Word: return u"scalar"_s;
    case workflow::Spelling::List: return isFlow ? u"flow-list"_s : u"list"_s;
    case workflow::Spelling::Mapping: return isFlow ? u"flow-map"_s : u"map"_s;
    case workflow::Spelling::None: break;
    }
    return {};
}

QStringList printed(const workflow::Document &document)
{
    const workflow::Workflow &read = document.workflow();
    QStringList lines = {u"name "_s + text(read.name.text()), u"on "_s + spelling(read.on)};
    for (const workflow::Trigger &trigger : read.on.events)
        lines += u"trigger "_s + text(trigger.text());
    for (const workflow::Job &job : read.jobs)
        lines += row(job, *document.tree());
    return lines;
}

QStringList printed(const QJsonObject &expected)
{
    QStringList lines = {u"name "_s + expected["name"_L1].toString(), u"on "_s + expected["on"_L1].toString()};
    for (const QJsonValue &trigger : expected["triggers"_L1].toArray())
        lines += u"trigger "_s + trigger.toString();
    for (const QJsonValue &job : expected["jobs"_L1].toArray())
        lines += row(job.toArray());
    return lines;
}

} // namespace

class TestCorpusModel : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryFileAsThePeerDoes();
    void findsAsManyExpressionsAsThePeer();

private:
    QList<QJsonObject> answers() const;
};

QList<QJsonObject> TestCorpusModel::answers() const
{
    QList<QJsonObject> all;
    for (const QByteArray &line : bytesOf(corpus + u"/expected/workflows.jsonl"_s).split('\n')) {
        const QJsonObject answer = QJsonDocument::fromJson(line).object();
        if (answer["ok"_L1].toBool())
            all += answer;
    }
    return all;
}

void TestCorpusModel::readsEveryFileAsThePeerDoes()
{
    if (!QDir(corpus).exists())
        QSKIP("the corpus is not here");
    for (const QJsonObject &answer : answers()) {
        const QString file = answer["file"_L1].toString();
        const auto document = workflow::Document::open(bytesOf(corpus + u"/workflows/"_s + file), file);
        const QStringList mine = printed(document);
        const QStringList theirs = printed(answer);
        if (mine != theirs) {
            qWarning().noquote() << file << "\n  " << mine.join(u"\n  "_s) << "\nexpected\n  "
                                 << theirs.join(u"\n  "_s);
            QFAIL("the model differs");
        }
    }
}

void TestCorpusModel::findsAsManyExpressionsAsThePeer()
{
    if (!QDir(corpus).exists())
        QSKIP("the corpus is not here");
    for (const QJsonObject &answer : answers()) {
        const QString file = answer["file"_L1].toString();
        const auto document = workflow::Document::open(bytesOf(corpus + u"/workflows/"_s + file), file);
        int count = 0;
        for (const workflow::ExpressionSite &site : document.expressions()) {
            // The peer looks at values alone, and at texts, which `if: true` is not.
            const bool isText =
                site.kind != workflow::SiteKind::Condition || yaml::meaningOf(site.scalar) == yaml::Meaning::Text;
            count += isText && !site.isThroughAlias && !site.scalar.isKey() ? 1 : 0;
        }
        const int expected = answer["expr"_L1].toArray()[0].toInt();
        QVERIFY2(count == expected, qPrintable(u"%1: %2 instead of %3"_s.arg(file).arg(count).arg(expected)));
    }
}

QTEST_GUILESS_MAIN(TestCorpusModel)
#include "test_corpus_model.moc"
