#include "workspace/parser.h"
#include "workspace/schema.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::workspace;

namespace {

QString page()
{
    QFile file(QStringLiteral(SLIPWAY_SOURCE_DIR "/resources/reference/slipway-yaml.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// "type | required | default" of each key that the page's tables have.
QMap<QString, QString> documentedKeys()
{
    QMap<QString, QString> keys;
    for (const QString &line : page().split(u'\n')) {
        const QStringList cells = line.split(u'|');
        if (cells.size() < 8 || !cells[1].trimmed().startsWith(u'`'))
            continue;
        keys.insert(cells[1].trimmed().remove(u'`'),
                    QStringList{cells[2].trimmed(), cells[3].trimmed(), cells[4].trimmed()}.join(u" | "_s));
    }
    return keys;
}

QMap<QString, QString> knownKeys()
{
    QMap<QString, QString> keys;
    for (const Key &key : schema()) {
        keys.insert(
            key.path,
            QStringList{typeWords(key.type), key.isRequired ? u"yes"_s : QString(), key.fallback}.join(u" | "_s));
    }
    return keys;
}

QString lines(const QMap<QString, QString> &keys)
{
    QStringList all;
    for (const auto &[key, facts] : keys.asKeyValueRange())
        all.append(key + u": "_s + facts);
    return all.join(u'\n');
}

} // namespace

class TestReference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pageAndParserKnowTheSameKeys() { QCOMPARE(lines(documentedKeys()), lines(knownKeys())); }

    void examplesOfThePageAreReadWithoutAProblem()
    {
        static const QRegularExpression block(u"```yaml\\n(.*?)```"_s, QRegularExpression::DotMatchesEverythingOption);
        auto blocks = block.globalMatch(page());
        QVERIFY(blocks.hasNext());
        while (blocks.hasNext()) {
            const auto reading = readWorkspace(blocks.next().captured(1).toUtf8());
            QVERIFY2(reading.problems.isEmpty(),
                     qPrintable(reading.problems.isEmpty() ? QString() : printed(reading.problems.first(), u"page"_s)));
            QVERIFY(reading.workspace);
        }
    }

    void everyKeyHasAMeaning()
    {
        for (const QString &line : page().split(u'\n')) {
            const QStringList cells = line.split(u'|');
            if (cells.size() >= 8 && cells[1].trimmed().startsWith(u'`'))
                QVERIFY2(!cells[5].trimmed().isEmpty(), qPrintable(line));
        }
    }
};

QTEST_GUILESS_MAIN(TestReference)
#include "reference_test.moc"
