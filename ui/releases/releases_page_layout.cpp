#include "releases_page/details_pane.h"
#include "releases_page/filter_menu.h"
#include "releases_page/metrics_view.h"
#include "releases_page/page_head.h"
#include "releases_page/release_list.h"
#include "releases_page/releases_page_private.h"
#include "timeline/timeline_view.h"

#include <QDataStream>
#include <QIODevice>

// What is kept of the page, and the parts that F6 goes through.
namespace slipway::releases_page {

namespace {

constexpr quint8 layoutVersion = 1;

} // namespace

QList<QWidget *> ReleasesPage::regions() const
{
    QList<QWidget *> parts;
    if (!m_d->head->isHidden())
        parts += m_d->head;
    switch (view()) {
    case View::Timeline: parts += m_d->timeline; break;
    case View::List: parts += m_d->list->table(); break;
    case View::Approvals:
        if (m_d->approvals)
            parts += m_d->approvals->regions();
        break;
    case View::Metrics: parts += m_d->metrics->regions(); break;
    }
    if (m_d->pane->isVisible())
        parts += m_d->pane;
    return parts;
}

QByteArray ReleasesPage::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << layoutVersion << qint32(view()) << m_d->head->apps().chosen() << m_d->head->outcomes().chosen()
           << m_d->timeline->saveView() << m_d->list->saveColumns() << m_d->metrics->saveLayout();
    return layout;
}

void ReleasesPage::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    quint8 version = 0;
    qint32 shown = 0;
    QStringList apps;
    QStringList outcomes;
    QByteArray time;
    QByteArray columns;
    QByteArray metrics;
    stream >> version >> shown >> apps >> outcomes >> time >> columns >> metrics;
    if (stream.status() != QDataStream::Ok || version != layoutVersion || shown < 0 || shown > int(View::Metrics))
        return;
    m_d->head->apps().setChosen(apps);
    m_d->head->outcomes().setChosen(outcomes);
    m_d->timeline->restoreView(time);
    m_d->list->restoreColumns(columns);
    m_d->metrics->restoreLayout(metrics);
    m_d->head->showSpan(m_d->timeline->span());
    setView(static_cast<View>(shown));
}

} // namespace slipway::releases_page
