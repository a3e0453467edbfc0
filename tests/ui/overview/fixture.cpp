#include "fixture.h"

#include "overview_page/inbox_entry.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace slipway::overview_page {

Fixture::Fixture(QSize size, const QList<overview::AppRow> &apps)
{
    fleet.setClock(clock);
    workflows.setClock(clock);
    inbox.setClock(clock);
    fleet.setRows(apps);
    workflows.setRows(demo::workflows());
    inbox.setItems(demo::inbox());
    page = std::make_unique<OverviewPage>(&fleet, &workflows, &inbox, clock);
    page->resize(size);
    page->show();
    // Layouts settle by posted events.
    QCoreApplication::processEvents();
}

FleetView &Fixture::fleetView() const
{
    return *page->findChild<FleetView *>();
}

WorkflowView &Fixture::workflowView() const
{
    return *page->findChild<WorkflowView *>();
}

InboxPane &Fixture::inboxPane() const
{
    return *page->findChild<InboxPane *>();
}

QList<QPushButton *> Fixture::links() const
{
    QList<QPushButton *> result;
    for (const InboxEntry *entry : page->findChildren<InboxEntry *>())
        result += entry->findChildren<QPushButton *>();
    return result;
}

QString Fixture::accessible(int row, int column) const
{
    return fleet.index(row, column).data(Qt::AccessibleTextRole).toString();
}

void useReferenceFont()
{
    QFont font(u"Inter"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
}

void savePicture(QWidget &page, const QString &name)
{
    const QString folder = qEnvironmentVariable("SLIPWAY_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(page.grab().save(folder + u'/' + name + u".png"_s));
}

} // namespace slipway::overview_page
