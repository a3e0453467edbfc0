#include "canvas/canvas.h"
#include "e2e_pipelines/pipelines_driver.h"
#include "editing/open_file.h"
#include "textdiff/diff_rows.h"

#include <QAccessible>
#include <QAccessibleAnnouncementEvent>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QTest>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway;
using e2e::PipelinesDriver;
using e2e::Stage;
using editing::Place;

namespace {

/// What a person does to one file; false when a control is missing.
using Edit = bool (*)(PipelinesDriver &page);

/// The lines that went and came, wherever they stand.
QStringList changedLines(const QByteArray &before, const QByteArray &after)
{
    using Kind = textdiff::DiffRow::Kind;
    QStringList lines;
    for (const textdiff::DiffRow &row : textdiff::diffRows(before, after, 0)) {
        if (row.kind == Kind::Removed || row.kind == Kind::Added)
            lines += (row.kind == Kind::Added ? u'+' : u'-') + row.text;
    }
    return lines;
}

bool limitTime(PipelinesDriver &page)
{
    page.click(page.card(u"deploy"_s));
    return page.write(u"Time limit in minutes"_s, u"20"_s);
}

bool cutNeed(PipelinesDriver &page)
{
    page.cutLink(u"ci"_s, u"deploy"_s);
    return true;
}

bool renameStep(PipelinesDriver &page)
{
    page.click(page.row(u"deploy"_s, 1));
    page.rename(u"Ship to Vercel"_s);
    return true;
}

bool reorderSteps(PipelinesDriver &page)
{
    page.dragStep(page.row(u"migrate"_s, 2), u"migrate"_s, 1);
    return true;
}

bool moveStepToOtherJob(PipelinesDriver &page)
{
    page.dragStep(page.row(u"dependency-scan"_s, 2), u"codeql"_s, 3);
    return true;
}

bool changeSchedule(PipelinesDriver &page)
{
    page.click(page.card(u"on:schedule"_s));
    return page.write(u"Minute, hour, day, month, weekday"_s, u"0 7 * * *"_s);
}

bool addBranch(PipelinesDriver &page)
{
    page.click(page.card(u"on:pull_request"_s));
    return page.addEntry(u"Add branch"_s, u"release/**"_s);
}

bool pinAction(PipelinesDriver &page)
{
    page.click(page.row(u"validate"_s, 2));
    return page.write(u"Action"_s, u"oasdiff/oasdiff-action@v0.0.21"_s);
}

QStringList &announced()
{
    static QStringList words;
    return words;
}

void hear(QAccessibleEvent *event)
{
    if (event->type() == QAccessible::Announcement)
        announced() += static_cast<QAccessibleAnnouncementEvent *>(event)->message();
}

const QString patientGraph = u"patient-graph-ci-cd.yml"_s;

} // namespace

Q_DECLARE_METATYPE(Edit)

/// Workflows of Loop Health edited on the page, by mouse and keyboard.
class PipelinesEditingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void editChangesItsLinesAlone_data();
    void editChangesItsLinesAlone();
    void everythingIsUndoneToTheSameBytes();
    void selectionIsOneForAllViews();
    void brokenTextFreezesTheGraph();
    void graphIsEditedByKeysAlone();
    void cycleIsRefusedWithItsReason();
    void hostileNamesAreText();

private:
    void undo(int times);
    void redo(int times);

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<PipelinesDriver> m_page;
};

void PipelinesEditingTest::init()
{
    m_stage = std::make_unique<Stage>();
    QVERIFY(m_stage->start());
    m_page = std::make_unique<PipelinesDriver>(*m_stage);
    QVERIFY(m_page->showPage());
}

void PipelinesEditingTest::cleanup()
{
    QAccessible::installUpdateHandler(nullptr);
    m_page.reset();
    m_stage.reset();
}

void PipelinesEditingTest::undo(int times)
{
    for (int step = 0; step < times; ++step)
        m_stage->press(u"Ctrl+Z"_s);
    QCoreApplication::processEvents();
}

void PipelinesEditingTest::redo(int times)
{
    for (int step = 0; step < times; ++step)
        m_stage->press(u"Ctrl+Shift+Z"_s);
    QCoreApplication::processEvents();
}

void PipelinesEditingTest::editChangesItsLinesAlone_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QStringList>("changed");

    const auto row = [](const char *name, const QString &file, Edit edit, const QStringList &changed) {
        QTest::newRow(name) << file << edit << changed;
    };
    row("time limit of a job", patientGraph, limitTime, {u"+    timeout-minutes: 20"_s});
    row("need is cut", patientGraph, cutNeed, {u"-    needs: ci"_s});
    row("step is renamed", u"vercel-deploy.yml"_s, renameStep,
        {u"-      - name: Deploy to Vercel"_s, u"+      - name: Ship to Vercel"_s});
    row("step goes up", u"migrations.yml"_s, reorderSteps,
        {u"+      - name: Enable Corepack"_s, u"+        run: corepack enable"_s, u"+"_s,
         u"-      - name: Enable Corepack"_s, u"-        run: corepack enable"_s, u"-"_s});
    row("step goes to another job", u"security.yml"_s, moveStepToOtherJob,
        {u"-      - name: Run npm audit"_s, u"-        run: pnpm audit --audit-level=high"_s, u"-"_s, u"+"_s,
         u"+      - name: Run npm audit"_s, u"+        run: pnpm audit --audit-level=high"_s});
    row("schedule with a comment behind it", u"security.yml"_s, changeSchedule,
        {u"-    - cron: '0 6 * * *' # Daily at 6am UTC"_s, u"+    - cron: '0 7 * * *' # Daily at 6am UTC"_s});
    row("branch of a trigger", u"lighthouse-ci.yml"_s, addBranch,
        {u"-    branches: [main]"_s, u"+    branches: [main, release/**]"_s});
    row("version of an action", u"api-docs-validation.yml"_s, pinAction,
        {u"-        uses: oasdiff/oasdiff-action@main"_s, u"+        uses: oasdiff/oasdiff-action@v0.0.21"_s});
}

void PipelinesEditingTest::editChangesItsLinesAlone()
{
    QFETCH(const QString, file);
    QFETCH(const Edit, edit);
    QVERIFY(m_page->open(file));
    const QByteArray before = m_page->bytes();
    QVERIFY(edit(*m_page));
    QTEST(changedLines(before, m_page->bytes()), "changed");
    QCOMPARE(m_page->source().toPlainText(), QString::fromUtf8(m_page->bytes()));
    QCOMPARE(m_page->file()->history().stack().count(), 1);
    m_page->canvas().setFocus();
    undo(1);
    QCOMPARE(m_page->bytes(), before);
}

void PipelinesEditingTest::everythingIsUndoneToTheSameBytes()
{
    QVERIFY(m_page->open(patientGraph));
    QList<QByteArray> states{m_page->bytes()};
    // Each gesture is one step of undo.
    const auto took = [&] {
        states += m_page->bytes();
        return m_page->file()->history().stack().index() == states.size() - 1 && states.last() != *(states.end() - 2);
    };
    m_page->cutLink(u"ci"_s, u"deploy"_s);
    QVERIFY(took());
    m_page->connectByPort(u"deploy"_s, u"ci"_s);
    QVERIFY(took());
    m_page->dragStep(m_page->row(u"ci"_s, 4), u"ci"_s, 7);
    QVERIFY(took());
    m_page->dragStep(m_page->row(u"deploy"_s, 5), u"ci"_s, 2);
    QVERIFY(took());
    QCOMPARE(m_page->rows(u"ci"_s).at(2), u"Notify deployment"_s);
    QVERIFY(m_page->dropBlock(u"step.run"_s, m_page->canvas().rectOf(m_page->row(u"deploy"_s, 1)).center()));
    QVERIFY(took());
    QVERIFY(m_page->dropBlock(u"gate"_s, m_page->canvas().rectOf(m_page->row(u"ci"_s, 0)).center()));
    QVERIFY(took());
    m_page->click(m_page->row(u"deploy"_s, 0));
    m_stage->press(u"Ctrl+D"_s);
    QVERIFY(took());
    m_page->click(m_page->card(u"deploy"_s));
    m_stage->press(u"Ctrl+C"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains("name: Deploy to Fly.io"_L1));
    m_page->selectNothing();
    m_stage->press(u"Ctrl+V"_s);
    QVERIFY(took());
    m_stage->press(u"Ctrl+X"_s);
    QVERIFY(took());
    const int steps = static_cast<int>(states.size()) - 1;
    undo(steps);
    QCOMPARE(m_page->bytes(), states.first());
    redo(steps);
    QCOMPARE(m_page->bytes(), states.last());
    for (int step = steps; step > 0; --step) {
        undo(1);
        QCOMPARE(m_page->bytes(), states.at(step - 1));
    }
}

void PipelinesEditingTest::selectionIsOneForAllViews()
{
    QVERIFY(m_page->open(patientGraph));
    const auto line = [this] { return m_page->source().textCursor().block().text(); };
    m_page->click(m_page->row(u"deploy"_s, 2));
    QVERIFY2(line().contains("name: Deploy to Fly.io"_L1), qPrintable(line()));
    QVERIFY(m_page->shows(u"Step 3 of 6"_s));
    QVERIFY(m_page->goTo(u"corepack enable"_s));
    QCOMPARE(m_page->canvas().current(), m_page->row(u"ci"_s, 2));
    QVERIFY(m_page->shows(u"Step 3 of 9"_s));
    QVERIFY(m_page->goTo(u"workflow_dispatch"_s));
    QCOMPARE(m_page->canvas().current(), m_page->card(u"on:workflow_dispatch"_s));
    m_page->click(m_page->card(u"ci"_s));
    QCOMPARE(m_page->find<QLineEdit>(u"Id"_s)->text(), u"ci"_s);
    // A job that is renamed in the form stays selected, everywhere.
    QVERIFY(m_page->write(u"Id"_s, u"checks"_s));
    QCOMPARE(m_page->canvas().current(), m_page->card(u"checks"_s));
    QVERIFY(m_page->bytes().contains("needs: checks\n"));
}

void PipelinesEditingTest::brokenTextFreezesTheGraph()
{
    QVERIFY(m_page->open(patientGraph));
    const QByteArray before = m_page->bytes();
    const canvas::Picture picture = m_page->canvas().picture();
    QVERIFY(m_page->goTo(u"  deploy:"_s));
    m_stage->press(u"Home"_s);
    m_page->typeInSource(u"]: x"_s);
    QVERIFY(m_page->bytes() != before);
    const QString why = m_page->canvas().accessibleDescription();
    QVERIFY2(why.startsWith("Line "_L1), qPrintable(why));
    QVERIFY(m_page->shows(u"Mend the source to edit here."_s));
    QCOMPARE(m_page->canvas().picture().cards.size(), picture.cards.size());
    QVERIFY(!m_page->dropBlock(u"job"_s, m_page->freePlace()));
    const QByteArray broken = m_page->bytes();
    m_page->click(m_page->card(u"deploy"_s));
    m_page->key(Qt::Key_J);
    m_page->key(Qt::Key_Delete);
    QCOMPARE(m_page->bytes(), broken);
    while (m_page->bytes() != before && m_page->file()->history().stack().canUndo())
        undo(1);
    m_page->settle();
    QCOMPARE(m_page->bytes(), before);
    QVERIFY(m_page->canvas().accessibleDescription() != why);
    QVERIFY(!m_page->shows(u"Mend the source to edit here."_s));
    QCOMPARE(m_page->canvas().picture().cards.size(), picture.cards.size());
    m_page->key(Qt::Key_J);
    QVERIFY(m_page->bytes() != before);
}

void PipelinesEditingTest::graphIsEditedByKeysAlone()
{
    QVERIFY(m_page->open(patientGraph));
    for (int region = 0; region < 12 && QApplication::focusWidget() != &m_page->canvas(); ++region)
        m_stage->press(u"F6"_s);
    QCOMPARE(QApplication::focusWidget(), &m_page->canvas());
    // Walking, into a job and out of it.
    m_page->key(Qt::Key_Right);
    QCOMPARE(m_page->canvas().current(), m_page->card(u"ci"_s));
    m_page->key(Qt::Key_Right);
    QCOMPARE(m_page->canvas().current(), m_page->card(u"deploy"_s));
    m_page->key(Qt::Key_Return);
    m_page->key(Qt::Key_Down);
    QCOMPARE(m_page->canvas().current(), m_page->row(u"deploy"_s, 1));
    // Its form, and back to where one was.
    m_page->key(Qt::Key_Return);
    QCOMPARE(QApplication::focusWidget(), m_page->find<QLineEdit>(u"Name"_s));
    m_stage->press(u"Shift+F6"_s);
    m_stage->press(u"Shift+F6"_s);
    QCOMPARE(QApplication::focusWidget(), &m_page->canvas());
    m_page->rename(u"Get the Fly CLI"_s);
    QCOMPARE(m_page->rows(u"deploy"_s).at(1), u"Get the Fly CLI"_s);
    QCOMPARE(QApplication::focusWidget(), &m_page->canvas());
    m_page->key(Qt::Key_Delete);
    QCOMPARE(m_page->rows(u"deploy"_s).size(), 5);
    // A job of its own, which then waits for another.
    m_page->key(Qt::Key_Escape);
    m_page->key(Qt::Key_Escape);
    m_page->key(Qt::Key_J);
    const canvas::Spot added = m_page->canvas().current();
    m_page->key(Qt::Key_Tab, Qt::ShiftModifier);
    QVERIFY(!added.isNull() && m_page->canvas().current() != added);
    QVERIFY(m_page->bytes().contains("\n  build:\n"));
}

void PipelinesEditingTest::cycleIsRefusedWithItsReason()
{
    QVERIFY(m_page->open(patientGraph));
    const QByteArray before = m_page->bytes();
    QAccessible::installUpdateHandler(hear);
    m_page->click(m_page->card(u"deploy"_s));
    announced().clear();
    m_page->key(Qt::Key_C);
    m_page->key(Qt::Key_Return);
    const QString heard = announced().join(u'\n');
    QVERIFY2(heard.contains("deploy already waits for ci"_L1), qPrintable(heard));
    m_page->key(Qt::Key_Escape);
    m_page->connectByPort(u"deploy"_s, u"ci"_s);
    QCOMPARE(m_page->bytes(), before);
    QCOMPARE(m_page->file()->history().stack().count(), 0);
}

void PipelinesEditingTest::hostileNamesAreText()
{
    QVERIFY(m_page->open(patientGraph));
    const QString markup = u"<img src=x onerror=1><b>bold</b>"_s;
    const QString reversed = u"\u202edeploy\u2066"_s;
    const QString tall = u"e"_s + QString(10'000, QChar(0x0301));
    QGuiApplication::clipboard()->setText(
        u"on: push\njobs:\n  a:\n    name: '%1'\n    runs-on: ubuntu-latest\n    timeout-minutes: 5\n    steps:\n"
        "      - name: '%2'\n        run: 'true'\n      - name: '%3'\n        run: 'true'\n"_s.arg(markup, reversed,
                                                                                                   tall));
    QVERIFY(m_page->goTo(u"name"_s));
    m_stage->press(u"Ctrl+A"_s);
    m_stage->press(u"Ctrl+V"_s);
    m_page->settle();
    QCOMPARE(m_page->words(m_page->card(u"a"_s)), markup);
    // A card has no room for all of it.
    const QStringList rows = m_page->rows(u"a"_s);
    QCOMPARE(rows.first(), reversed);
    QVERIFY(rows.last().size() > 10 && tall.startsWith(rows.last()));
    for (int row = -1; row < 2; ++row) {
        m_page->click(m_page->row(u"a"_s, row));
        QCOMPARE(m_page->canvas().current(), m_page->row(u"a"_s, row));
        QVERIFY(!m_stage->program().window().grab().isNull());
    }
    const auto labels = m_stage->program().window().findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY2(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()),
                 qPrintable(label->text().left(80)));
    // It is still a file like any other.
    m_page->dragStep(m_page->row(u"a"_s, 1), u"a"_s, 0);
    QCOMPARE(m_page->rows(u"a"_s), (QStringList{rows.last(), rows.first()}));
    m_page->rename(u"Short"_s);
    QCOMPARE(m_page->rows(u"a"_s).first(), u"Short"_s);
}

QTEST_MAIN(PipelinesEditingTest)
#include "pipelines_editing_test.moc"
