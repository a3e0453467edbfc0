#include "documents.h"

#include "editing/blocks.h"
#include "editing/clip.h"
#include "editing/linking.h"
#include "editing/moving.h"
#include "editing/open_file.h"
#include "editing/removing.h"
#include "editing/renaming.h"

#include <QDirIterator>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace slipway;
using editing::Place;
using editing::Planned;

namespace {

const QStringList blocks{u"job"_s,    u"step.run"_s, u"step.action"_s, u"gate"_s,        u"condition"_s,
                         u"matrix"_s, u"artifact"_s, u"trigger"_s,     u"trigger.push"_s};

/// Does one thing after the other, as somebody who tries everything out.
class Visitor
{
public:
    explicit Visitor(quint32 seed)
        : m_random(seed)
    { }

    base::Result<Planned> next(const workflow::Document &document)
    {
        switch (below(9)) {
        case 0:
        case 1: return editing::operationsFor(document, blocks.at(below(blocks.size())), place(document), row());
        case 2: return editing::connectJobs(document, job(document), job(document));
        case 3: return editing::cutJobs(document, job(document), job(document));
        case 4: return editing::moveSteps(document, {step(document), step(document)}, job(document).job, row());
        case 5: return editing::moveBy(document, place(document), below(2) ? 1 : -1);
        case 6: return editing::duplicate(document, {below(3) ? step(document) : job(document)});
        case 7:
            return editing::rename(document, place(document), u"new-%1"_s.arg(below(20)), editing::NameKind(below(2)));
        default: return below(3) ? paste(document) : editing::removePlaces(document, {place(document), step(document)});
        }
    }

private:
    int below(qsizetype limit) { return m_random.bounded(int(std::max<qsizetype>(limit, 1))); }
    int row() { return below(8) - 1; }

    Place job(const workflow::Document &document)
    {
        const auto &jobs = document.workflow().jobs;
        return jobs.empty() ? Place() : Place::ofJob(std::string(jobs[size_t(below(qsizetype(jobs.size())))].id()));
    }
    Place step(const workflow::Document &document)
    {
        const Place of = job(document);
        const auto *known = document.workflow().job(of.job);
        return known && !known->steps.empty() ? Place::ofStep(of.job, below(qsizetype(known->steps.size()))) : of;
    }
    Place place(const workflow::Document &document)
    {
        const auto &events = document.workflow().on.events;
        switch (below(5)) {
        case 0: return Place::file();
        case 1: return job(document);
        case 2: return events.empty() ? Place() : Place::trigger(std::string(events.front().text()));
        case 3: return Place::gate(job(document).job);
        default: return step(document);
        }
    }
    base::Result<Planned> paste(const workflow::Document &document)
    {
        const QString text = editing::copyText(document, {place(document), step(document)});
        return editing::paste(document, text, place(document), row());
    }

    QRandomGenerator m_random;
};

} // namespace

class TestUndo final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anythingDoneCanBeUndoneToTheByte_data();
    void anythingDoneCanBeUndoneToTheByte();
    void filesOfOthersSurviveAnything();
};

void TestUndo::anythingDoneCanBeUndoneToTheByte_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("nothing") << QByteArray();
    for (const auto &[name, source] : editing::loopHealth())
        QTest::newRow(qPrintable(name)) << source;
}

void TestUndo::anythingDoneCanBeUndoneToTheByte()
{
    QFETCH(QByteArray, source);
    editing::OpenFile::Setup setup;
    setup.text = source;
    setup.base = source;
    setup.rules.off = {u"shellcheck"_s};
    setup.clock = std::make_shared<base::ManualClock>();
    for (quint32 seed = 1; seed <= 4; ++seed) {
        editing::OpenFile file(setup);
        Visitor visitor(seed);
        int done = 0;
        for (int round = 0; round < 60; ++round) {
            const auto planned = visitor.next(file.document());
            if (!planned) {
                QCOMPARE(planned.error().kind, base::Error::Kind::InvalidInput);
                QVERIFY(!planned.error().message.isEmpty());
                continue;
            }
            const QByteArray before = file.document().source();
            const auto performed = file.perform(*planned);
            QVERIFY2(performed,
                     qPrintable((performed ? QString() : base::sentence(performed.error())) + u'\n' + planned->name
                                + u'\n' + QString::fromUtf8(before)));
            QVERIFY2(!file.document().tree()->isBroken(), file.document().source().constData());
            for (const Place &place : planned->places)
                QVERIFY2(editing::holds(file.document(), place), qPrintable(planned->name));
            ++done;
        }
        QVERIFY(done > 0);
        const QByteArray last = file.document().source();
        while (file.history().stack().canUndo())
            file.history().stack().undo();
        QCOMPARE(file.document().source(), source);
        while (file.history().stack().canRedo())
            file.history().stack().redo();
        QCOMPARE(file.document().source(), last);
    }
}

void TestUndo::filesOfOthersSurviveAnything()
{
    QStringList names;
    QDirIterator found(QStringLiteral(SLIPWAY_SOURCE_DIR "/../shared/corpus/workflows"), {u"*.yml"_s, u"*.yaml"_s},
                       QDir::Files, QDirIterator::Subdirectories);
    while (found.hasNext())
        names += found.next();
    names.sort();
    if (names.isEmpty())
        QSKIP("the corpus is not here");
    constexpr qsizetype longest = 6'000;
    constexpr int fileCount = 60;
    int files = 0;
    for (qsizetype at = 0; at < names.size() && files < fileCount; at += 7) {
        const QByteArray source = editing::contents(names.at(at));
        if (source.size() > longest || yaml::Tree::parse(source)->isBroken())
            continue;
        ++files;
        editing::OpenFile::Setup setup;
        setup.text = source;
        setup.rules.off = {u"shellcheck"_s};
        setup.clock = std::make_shared<base::ManualClock>();
        editing::OpenFile file(setup);
        Visitor visitor(quint32(at) + 1);
        for (int round = 0; round < 15; ++round) {
            const auto planned = visitor.next(file.document());
            if (!planned)
                continue;
            const QByteArray before = file.document().source();
            const auto performed = file.perform(*planned);
            QVERIFY2(performed || performed.error().kind == base::Error::Kind::InvalidInput,
                     qPrintable(names.at(at) + u'\n' + planned->name + u'\n' + QString::fromUtf8(before)));
        }
        while (file.history().stack().canUndo())
            file.history().stack().undo();
        QCOMPARE(file.document().source(), source);
    }
}

QTEST_GUILESS_MAIN(TestUndo)
#include "test_undo.moc"
