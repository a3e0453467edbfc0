#include "fixture.h"

#include "past.h"
#include "releases_page/compare_sheet.h"
#include "releases_page/section.h"
#include "releases_page/several_sheet.h"
#include "releases_page/tag_sheet.h"
#include "theme/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

const QString v43 = u"patient-graph-api/production/v43"_s;
const QString v42 = u"patient-graph-api/production/v42"_s;

QCoro::Task<base::Result<releases::Comparison>> answer(releases::Release left, releases::Release right)
{
    releases::Comparison comparison;
    comparison.left = left;
    comparison.right = right;
    releases::Span span;
    span.commits = {{u"c41d9e2aa"_s, u"Batch *biomarker* writes"_s, u"mina-okafor"_s, timeline::march(21, 11)}};
    comparison.code = span;
    comparison.config = QStringList{u"env.LOG_LEVEL"_s};
    comparison.schema = {u"0042_add_biomarker_batches"_s};
    comparison.freshness.insert(
        u"secrets"_s,
        base::Freshness::failed(
            {}, base::makeError(base::Error::Kind::Forbidden, u"The token may not list secrets."_s, {})));
    co_return comparison;
}

QCoro::Task<base::Result<releases::Comparison>> answerWithoutConfig(releases::Release left, releases::Release right,
                                                                    QString why)
{
    releases::Comparison comparison;
    comparison.left = left;
    comparison.right = right;
    comparison.freshness.insert(u"config"_s,
                                base::Freshness::failed({}, base::makeError(base::Error::Kind::NotFound, why, {})));
    co_return comparison;
}

QCoro::Task<base::Result<releases::TagDraft>> draft()
{
    releases::TagDraft tag;
    tag.tag = u"patient-graph@2.19.0"_s;
    tag.reason = u"Minor, as “feat: batches” adds something."_s;
    tag.notes = u"## Added\n- Batches"_s;
    tag.sha = u"c41d9e2"_s;
    co_return tag;
}

QCoro::Task<base::Result<releases::TagDraft>> refusal()
{
    co_return std::unexpected(base::makeError(base::Error::Kind::Network, u"GitHub could not be reached."_s, {}));
}

QString allTexts(const QWidget &widget)
{
    QStringList texts;
    for (const FactList *list : widget.findChildren<FactList *>()) {
        for (const FactRow &row : list->rows())
            texts += spoken(row);
    }
    return texts.join(u'\n');
}

} // namespace

class TestReleasesSheets final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void comparingShowsEachPartAndWhatIsNotKnown();
    void settingsThatNoMachineRunsAreSaidToBeUnknown();
    void comparingWithItselfIsRefused();
    void aDraftOfNotesIsEditedAndCopied();
    void aDraftThatFailsSaysWhy();
    void severalAppsBecomeWishes();

private:
    std::unique_ptr<theme::Theme> m_theme;
};

void TestReleasesSheets::initTestCase()
{
    timeline::useReferenceFont();
    m_theme = std::make_unique<theme::Theme>();
    m_theme->setSetting(theme::Theme::Setting::Light);
}

void TestReleasesSheets::comparingShowsEachPartAndWhatIsNotKnown()
{
    ShownPage shown;
    const auto workspace = storyWorkspace();
    const auto ask = [&shown](const QString &left, const QString &right, const std::stop_token &) {
        return answer(shown.release(left), shown.release(right));
    };
    auto *sheet = new CompareSheet(shown.history, v42, v43, {timeline::now(), workspace.get()}, ask, &shown.page);
    QSignalSpy copied(sheet, &CompareSheet::copied);
    sheet->open();
    shown.save(u"releases-compare"_s);
    const QString texts = allTexts(*sheet);
    for (const QString &words : {u"Batch *biomarker* writes"_s, u"env.LOG_LEVEL"_s, u"0042_add_biomarker_batches"_s,
                                 u"The token may not list secrets."_s})
        QVERIFY2(texts.contains(words), qPrintable(words));
    QTest::mouseClick(sheet->verb(), Qt::LeftButton);
    QCOMPARE(copied.size(), 1);
    const QString summary = QGuiApplication::clipboard()->text();
    QVERIFY(summary.startsWith(u"# "_s));
    // Others' words are no Markdown of ours.
    QVERIFY(!summary.contains(u" *biomarker* "_s));
}

void TestReleasesSheets::settingsThatNoMachineRunsAreSaidToBeUnknown()
{
    ShownPage shown;
    const auto workspace = storyWorkspace();
    const QString why = u"No machine runs v42 any more, so its settings are not known."_s;
    const auto ask = [&shown, why](const QString &left, const QString &right, const std::stop_token &) {
        return answerWithoutConfig(shown.release(left), shown.release(right), why);
    };
    auto *sheet = new CompareSheet(shown.history, v42, v43, {timeline::now(), workspace.get()}, ask, &shown.page);
    sheet->open();
    QVERIFY2(allTexts(*sheet).contains(why), qPrintable(allTexts(*sheet)));
    QTest::mouseClick(sheet->verb(), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(why));
}

void TestReleasesSheets::comparingWithItselfIsRefused()
{
    ShownPage shown;
    const auto workspace = storyWorkspace();
    int asked = 0;
    const auto ask = [&shown, &asked](const QString &left, const QString &right, const std::stop_token &) {
        ++asked;
        return answer(shown.release(left), shown.release(right));
    };
    auto *sheet = new CompareSheet(shown.history, v42, v43, {timeline::now(), workspace.get()}, ask, &shown.page);
    sheet->open();
    QCOMPARE(asked, 1);
    auto *left = sheet->findChild<QComboBox *>(u"compareLeft"_s);
    auto *right = sheet->findChild<QComboBox *>(u"compareRight"_s);
    left->setFocus();
    const int steps = right->currentIndex() - left->currentIndex();
    for (int step = 0; step < std::abs(steps); ++step)
        QTest::keyClick(left, steps > 0 ? Qt::Key_Down : Qt::Key_Up);
    QCOMPARE(left->currentData(), right->currentData());
    QVERIFY(!sheet->verb()->isEnabled());
}

void TestReleasesSheets::aDraftOfNotesIsEditedAndCopied()
{
    ShownPage shown;
    auto *sheet = new TagSheet(
        v43, u"patient-graph-api v43"_s, [](const QString &, const std::stop_token &) { return draft(); }, &shown.page);
    QSignalSpy copied(sheet, &TagSheet::copied);
    sheet->open();
    QCOMPARE(sheet->findChild<QLineEdit *>(u"tagName"_s)->text(), u"patient-graph@2.19.0"_s);
    shown.save(u"releases-tag"_s);
    auto *notes = sheet->findChild<QPlainTextEdit *>(u"tagNotes"_s);
    notes->moveCursor(QTextCursor::End);
    QTest::keyClicks(notes, u" by Mina"_s);
    QTest::mouseClick(sheet->verb(), Qt::LeftButton);
    QCOMPARE(copied.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"## Added\n- Batches by Mina"_s);
}

void TestReleasesSheets::aDraftThatFailsSaysWhy()
{
    ShownPage shown;
    auto *sheet = new TagSheet(
        v43, u"patient-graph-api v43"_s, [](const QString &, const std::stop_token &) { return refusal(); },
        &shown.page);
    sheet->open();
    bool isSaid = false;
    for (const QLabel *label : sheet->findChildren<QLabel *>())
        isSaid = isSaid || (label->isVisible() && label->text().contains(u"GitHub could not be reached."_s));
    QVERIFY(isSaid);
}

void TestReleasesSheets::severalAppsBecomeWishes()
{
    ShownPage shown;
    const auto workspace = storyWorkspace();
    auto *sheet = new SeveralSheet(shown.history, {timeline::now(), workspace.get()}, &shown.page);
    QSignalSpy planned(sheet, &SeveralSheet::planRequested);
    sheet->open();
    QVERIFY(!sheet->verb()->isEnabled());
    auto *choice = sheet->findChild<QComboBox *>(u"several.patient-graph-api"_s);
    QVERIFY(choice);
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_End);
    QCOMPARE(choice->currentText(), u"Run migrations"_s);
    shown.save(u"releases-several"_s);
    const QList<rollout::Wish> wishes = sheet->wishes();
    QCOMPARE(wishes.size(), 1);
    QVERIFY(wishes.first().act == rollout::Wish::Act::Migrate);
    QCOMPARE(wishes.first().target.key(), u"patient-graph-api/production"_s);
    QTest::mouseClick(sheet->verb(), Qt::LeftButton);
    QCOMPARE(planned.size(), 1);
}

} // namespace slipway::releases_page

QTEST_MAIN(slipway::releases_page::TestReleasesSheets)
#include "test_releases_sheets.moc"
