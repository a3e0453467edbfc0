// Every kind of operation on every real file: what is done is proven, undone to the byte, or refused with a reason.
// By default every 12th file is tried; SLIPWAY_ALL_FILES=1 tries all of them.
#include "random_edits.h"

#include "workflow/edits/edit.h"

#include <QDirIterator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;

class TestEditProperties : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void keepsItsPromiseOnEveryFile_data();
    void keepsItsPromiseOnEveryFile();

private:
    struct File {
        QString name;
        yaml::Tree::Ptr tree;
    };
    QList<File> m_files;
};

void TestEditProperties::initTestCase()
{
    const QString folder = QStringLiteral(SLIPWAY_SOURCE_DIR "/../shared/corpus/workflows");
    QStringList names;
    QDirIterator files(folder, {u"*.yml"_s, u"*.yaml"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        names.append(files.next());
    if (names.isEmpty())
        QSKIP("The corpus of workflow files is not here.");
    names.sort();
    const qsizetype step = qEnvironmentVariableIsSet("SLIPWAY_ALL_FILES") ? 1 : 12;
    for (qsizetype i = 0; i < names.size(); i += step) {
        const auto &name = names[i];
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_files.append({name, yaml::Tree::parse(file.readAll())});
    }
}

void TestEditProperties::keepsItsPromiseOnEveryFile_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind < test::RandomEdits::kinds(); ++kind)
        QTest::newRow(test::RandomEdits::nameOf(kind)) << kind;
}

void TestEditProperties::keepsItsPromiseOnEveryFile()
{
    QFETCH(int, kind);
    int done = 0;
    QStringList broken;
    QStringList refused;
    for (qsizetype i = 0; i < m_files.size(); ++i) {
        const auto &[name, tree] = m_files[i];
        const auto seed =
            static_cast<quint32>(i * 64 + kind + 1'000'003 * qEnvironmentVariableIntValue("SLIPWAY_SEED"));
        const auto operation = test::RandomEdits(*tree, seed).make(kind);
        if (!operation || (tree->isBroken() && kind != 0))
            continue;
        const auto proven = workflow::provenEdit(*tree, *operation);
        if (!proven) {
            const bool isOurs = proven.error().kind == base::Error::Kind::Internal;
            (isOurs ? broken : refused).append(name + u": "_s + base::sentence(proven.error()));
            continue;
        }
        ++done;
        const auto after = proven->tree->source();
        QVERIFY2(kind != 0 || after == tree->source(), qPrintable(name));
        const auto undone = yaml::apply(after, yaml::inverse(tree->source(), proven->patches));
        QVERIFY2(undone && *undone == tree->source(), qPrintable(name));
    }
    qInfo("%d done, %lld refused", done, static_cast<long long>(refused.size() + broken.size()));
    if (qEnvironmentVariableIsSet("SLIPWAY_SHOW"))
        qInfo("%s", qPrintable(refused.join(u'\n')));
    QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
    // Sensible arguments are refused only for anchors that something else still needs.
    QVERIFY2(refused.size() <= 1 + done / 50, qPrintable(refused.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestEditProperties)
#include "test_edit_properties.moc"
