#include "shell/palette_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;

class TestPalette final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void lists_data();
    void lists();
    void usedLatelyComesFirst();
    void whatWaitsForAPersonComesNext();
    void forgottenRecentIsLeftOut();
    void headingsCannotBeChosen();
    void manyRunsAreCountedAndCut();

private:
    QStringList titles() const;

    std::unique_ptr<shell::PaletteModel> m_model;
};

namespace {

shell::PaletteEntry entry(const QString &id, shell::PaletteEntry::Group group, const QString &title,
                          const QString &detail = {})
{
    return {.id = id, .group = group, .icon = u"action-run"_s, .title = title, .detail = detail};
}

QList<shell::PaletteEntry> someEntries()
{
    using enum shell::PaletteEntry::Group;
    return {entry(u"sync"_s, Commands, u"Sync now"_s), entry(u"quit"_s, Commands, u"Quit"_s),
            entry(u"luna"_s, GoTo, u"luna.loop.health"_s, u"Luna AI assistant"_s),
            entry(u"run/1289"_s, Runs, u"#1289 Patient Graph CI/CD"_s, u"hotfix/null-encounter"_s),
            entry(u"dark"_s, Settings, u"Theme: dark"_s)};
}

} // namespace

void TestPalette::init()
{
    m_model = std::make_unique<shell::PaletteModel>();
    new QAbstractItemModelTester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_model.get());
    m_model->setEntries(someEntries(), {});
}

QStringList TestPalette::titles() const
{
    QStringList result;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row);
        result.append((m_model->entry(index) ? u""_s : u"# "_s) + index.data().toString());
    }
    return result;
}

void TestPalette::lists_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("everything but runs") << u""_s
                                         << QStringList{u"# Commands"_s, u"Sync now"_s,         u"Quit"_s,
                                                        u"# Go to"_s,    u"luna.loop.health"_s, u"# Settings"_s,
                                                        u"Theme: dark"_s};
    QTest::newRow("the group with the best answer first")
        << u"dark"_s << QStringList{u"# Settings"_s, u"Theme: dark"_s};
    QTest::newRow("words in the detail") << u"assistant"_s << QStringList{u"# Go to"_s, u"luna.loop.health"_s};
    QTest::newRow("title and detail together")
        << u"luna assistant"_s << QStringList{u"# Go to"_s, u"luna.loop.health"_s};
    QTest::newRow("letters scattered over the detail") << u"luast"_s << QStringList{};
    QTest::newRow("runs by number") << u"#1289"_s << QStringList{u"# Runs"_s, u"#1289 Patient Graph CI/CD"_s};
    QTest::newRow("all runs") << u"#"_s << QStringList{u"# Runs"_s, u"#1289 Patient Graph CI/CD"_s};
    QTest::newRow("runs by branch") << u"# null-enc"_s << QStringList{u"# Runs"_s, u"#1289 Patient Graph CI/CD"_s};
    QTest::newRow("nothing fits") << u"zzzz"_s << QStringList{};
}

void TestPalette::lists()
{
    QFETCH(QString, query);
    m_model->setQuery(query);
    QTEST(titles(), "expected");
}

void TestPalette::usedLatelyComesFirst()
{
    m_model->setEntries(someEntries(), {u"dark"_s});
    QCOMPARE(titles().first(2), (QStringList{u"# Recent"_s, u"Theme: dark"_s}));
}

void TestPalette::whatWaitsForAPersonComesNext()
{
    auto entries = someEntries();
    entries.last().isPressing = true;
    m_model->setEntries(entries, {u"quit"_s});
    QCOMPARE(titles().first(4), (QStringList{u"# Recent"_s, u"Quit"_s, u"# Needs you"_s, u"Theme: dark"_s}));
    QCOMPARE(titles().count(u"Theme: dark"_s), 1);
    m_model->setQuery(u"dark"_s);
    QCOMPARE(titles(), (QStringList{u"# Settings"_s, u"Theme: dark"_s}));
}

void TestPalette::forgottenRecentIsLeftOut()
{
    m_model->setEntries(someEntries(), {u"an app that is gone"_s});
    QCOMPARE(titles().first(), u"# Commands"_s);
}

void TestPalette::headingsCannotBeChosen()
{
    QVERIFY(!m_model->index(0).flags().testFlag(Qt::ItemIsSelectable));
    QVERIFY(m_model->index(1).flags().testFlag(Qt::ItemIsSelectable));
}

void TestPalette::manyRunsAreCountedAndCut()
{
    QList<shell::PaletteEntry> runs;
    for (int number = 0; number < 10'000; ++number)
        runs.append(entry(u"run/%1"_s.arg(number), shell::PaletteEntry::Group::Runs, u"#%1 Deploy"_s.arg(number)));
    m_model->setEntries(runs, {});
    m_model->setQuery(u"#deploy"_s);
    QCOMPARE(m_model->found(), 10'000);
    QVERIFY(m_model->rowCount() < 100);
}

QTEST_GUILESS_MAIN(TestPalette)
#include "test_palette.moc"
