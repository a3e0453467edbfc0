#include "fixture.h"

#include "overview_page/inbox_entry.h"
#include "widgets/message.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace slipway::overview_page {

class TestOverviewInbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void inboxLinksOpen();
    void inboxIsReachedByKeyboard();
    void inboxKeepsFocusOverRefresh();
    void inboxIsADrawerWhenNarrow();
    void emptyInboxSaysSo();
};

void TestOverviewInbox::initTestCase()
{
    useReferenceFont();
}

void TestOverviewInbox::inboxLinksOpen()
{
    const Fixture fixture;
    QSignalSpy opened(fixture.page.get(), &OverviewPage::openRequested);
    QVERIFY(!fixture.links().isEmpty());

    QTest::mouseClick(fixture.links().first(), Qt::LeftButton);

    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.test/inbox/errors"_s));
}

void TestOverviewInbox::inboxIsReachedByKeyboard()
{
    const Fixture fixture;
    QSignalSpy opened(fixture.page.get(), &OverviewPage::openRequested);

    fixture.page->focusInbox();
    QCOMPARE(fixture.page->focusWidget()->accessibleName(), u"Open app on Fly.io: Error rate 6.0× baseline"_s);
    QTest::keyClick(fixture.page->focusWidget(), Qt::Key_Down);
    QCOMPARE(fixture.page->focusWidget()->accessibleName(), u"Open run on GitHub: Hotfix waits for approval"_s);
    QTest::keyClick(fixture.page->focusWidget(), Qt::Key_Space);

    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.test/inbox/approval"_s));
}

void TestOverviewInbox::inboxKeepsFocusOverRefresh()
{
    Fixture fixture;
    fixture.page->focusInbox();
    QTest::keyClick(fixture.page->focusWidget(), Qt::Key_Down);
    const QWidget *before = fixture.page->focusWidget();

    auto items = demo::inbox();
    items.removeFirst();
    items.first().text += u" Asked again."_s;
    fixture.inbox.setItems(items);

    QCOMPARE(fixture.page->focusWidget(), before);
    QCOMPARE(fixture.page->findChildren<InboxEntry *>().size() - 1, items.size());
}

void TestOverviewInbox::inboxIsADrawerWhenNarrow()
{
    const Fixture fixture({976, 602});
    QVERIFY(!fixture.inboxPane().isVisible());

    fixture.page->focusInbox();
    QVERIFY(fixture.inboxPane().isVisible());
    QVERIFY(fixture.inboxPane().isDrawer());
    QVERIFY(fixture.inboxPane().isAncestorOf(fixture.page->focusWidget()));
    savePicture(*fixture.page, u"drawer"_s);

    QTest::keyClick(fixture.page->focusWidget(), Qt::Key_Escape);
    QVERIFY(!fixture.inboxPane().isVisible());
    QCOMPARE(qobject_cast<QPushButton *>(fixture.page->focusWidget())->text(), u"Needs you (6)"_s);
}

void TestOverviewInbox::emptyInboxSaysSo()
{
    Fixture fixture;
    fixture.inbox.setItems({});

    const auto *message = fixture.inboxPane().findChild<widgets::EmptyState *>();
    QVERIFY(message->isVisible());
    QCOMPARE(message->sentence(), u"Nothing needs you."_s);
}

} // namespace slipway::overview_page

QTEST_MAIN(slipway::overview_page::TestOverviewInbox)
#include "test_overview_inbox.moc"
