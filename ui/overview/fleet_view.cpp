#include "overview_page/fleet_view.h"

#include "overview_page/cell_words.h"
#include "overview_page/fact_header.h"
#include "overview_page/fleet_delegate.h"
#include "overview_page/other_cells.h"
#include "overview_page/release_cell.h"

#include <QHeaderView>
#include <QMenu>
#include <QResizeEvent>

#include <array>

namespace slipway::overview_page {

using overview::FleetModel;

namespace {

constexpr qreal designRowHeight = 94;

/// Least widths of the columns, and how they share what is left, in the order of FleetModel::Column.
struct Share {
    qreal least;
    int weight;
};
constexpr std::array<Share, FleetModel::ColumnCount> shares{{{182, 2}, {306, 3}, {142, 0}, {226, 3}, {144, 1}}};
/// With this much more, the previews name all they can; it goes to them before the others share.
constexpr qreal previewRoom = 26;

bool isShown(int column, widgets::EnvironmentFilter environment)
{
    switch (environment) {
    case widgets::EnvironmentFilter::Production: return column <= FleetModel::ProductionColumn;
    case widgets::EnvironmentFilter::Staging:
        return column == FleetModel::AppColumn || column == FleetModel::StagingColumn;
    case widgets::EnvironmentFilter::Preview:
        return column == FleetModel::AppColumn || column == FleetModel::PreviewColumn;
    case widgets::EnvironmentFilter::All: break;
    }
    return true;
}

} // namespace

FleetView::FleetView(FleetModel *model, std::shared_ptr<base::Clock> clock, QWidget *parent)
    : FactTable(parent)
    , m_model(model)
    , m_clock(std::move(clock))
    , m_delegate(new FleetDelegate(*m_clock, *this))
{
    setAccessibleName(tr("Fleet: apps and environments"));
    setHead(new FleetHeader(this));
    setItemDelegate(m_delegate);
    setModel(model);
    setEmptyWords(tr("No apps in this workspace. They come from its slipway.yaml."));
    adoptFont();
}

void FleetView::setEnvironment(widgets::EnvironmentFilter environment)
{
    m_environment = environment;
    fitColumns();
}

void FleetView::setShowsSkeletons(bool shows)
{
    m_delegate->setShowsSkeletons(shows);
    viewport()->update();
}

void FleetView::adoptFont()
{
    m_delegate->setFont(font());
    verticalHeader()->setDefaultSectionSize(m_delegate->fonts().px(designRowHeight));
    fitColumns();
}

void FleetView::resizeEvent(QResizeEvent *event)
{
    FactTable::resizeEvent(event);
    fitColumns();
}

void FleetView::fitColumns()
{
    std::array<int, FleetModel::ColumnCount> widths{};
    int left = viewport()->width();
    int weights = 0;
    for (int column = 0; column < FleetModel::ColumnCount; ++column) {
        const auto &share = shares.at(static_cast<std::size_t>(column));
        const int least = m_delegate->fonts().px(share.least);
        // Previews are the first to go: they are the least likely to hurt anybody.
        const bool isTooWide =
            m_environment == widgets::EnvironmentFilter::All && column == FleetModel::PreviewColumn && least > left;
        const bool shown = isShown(column, m_environment) && !isTooWide;
        setColumnHidden(column, !shown);
        if (!shown)
            continue;
        widths.at(static_cast<std::size_t>(column)) = least;
        left -= least;
        weights += share.weight;
    }
    const int room =
        isColumnHidden(FleetModel::PreviewColumn) ? 0 : std::clamp(left, 0, m_delegate->fonts().px(previewRoom));
    widths.back() += room;
    left -= room;
    for (int column = 0; column < FleetModel::ColumnCount; ++column) {
        const auto at = static_cast<std::size_t>(column);
        const int extra = weights > 0 ? std::max(left, 0) * shares.at(at).weight / weights : 0;
        if (!isColumnHidden(column))
            setColumnWidth(column, widths.at(at) + extra);
    }
}

const overview::AppRow &FleetView::row(const QModelIndex &index) const
{
    return m_model->rows().at(index.row());
}

const overview::LiveRelease *FleetView::release(const QModelIndex &index) const
{
    const auto *cell = index.column() == FleetModel::ProductionColumn ? &row(index).production
        : index.column() == FleetModel::StagingColumn                 ? &row(index).staging
                                                                      : nullptr;
    return cell && cell->facts ? &*cell->facts : nullptr;
}

Target FleetView::targetAt(const QModelIndex &index, const QPoint &spot) const
{
    const QRectF content = m_delegate->content(visualRect(index), index.column());
    if (const auto *live = release(index)) {
        const bool isProduction = index.column() == FleetModel::ProductionColumn;
        const auto &cell = isProduction ? row(index).production : row(index).staging;
        const auto style = isProduction ? ReleaseStyle::Production : ReleaseStyle::Staging;
        const auto layout = layOutRelease(content, cell, style, m_delegate->fonts(), m_clock->now());
        return layout.sha.contains(spot) ? Target{live->commit, {}} : Target{};
    }
    if (index.column() == FleetModel::PreviewColumn) {
        for (const PreviewSpot &place :
             previewSpots(content, row(index).previews, m_delegate->fonts(), m_clock->now())) {
            if (place.rect.contains(spot))
                return {{}, place.page};
        }
    }
    return {};
}

QString FleetView::tipAt(const QModelIndex &index, const QPoint &) const
{
    switch (index.column()) {
    case FleetModel::ProductionColumn: return CellWords::releaseTip(row(index).production);
    case FleetModel::StagingColumn: return CellWords::releaseTip(row(index).staging);
    case FleetModel::DriftColumn: return CellWords::driftTip(row(index).drift);
    case FleetModel::PreviewColumn: return CellWords::previewTip(row(index).previews);
    default: return row(index).description;
    }
}

QUrl FleetView::pageOf(const QModelIndex &index) const
{
    return index.data(FleetModel::PageRole).toUrl();
}

QString FleetView::copyTextOf(const QModelIndex &index) const
{
    return index.data(FleetModel::CopyRole).toString();
}

void FleetView::fillMenu(QMenu &menu, const QModelIndex &index)
{
    if (const auto *live = release(index)) {
        addCopy(menu, tr("Copy commit SHA"), live->commit);
        addCopy(menu, tr("Copy version"), live->version);
    } else {
        addCopy(menu, tr("Copy"), copyTextOf(index));
    }
    if (index.column() != FleetModel::PreviewColumn) {
        addOpen(menu, tr("Open in browser"), pageOf(index));
        return;
    }
    if (!row(index).previews.facts)
        return;
    for (const auto &preview : row(index).previews.facts->open)
        addOpen(menu, tr("Open preview of #%1").arg(preview.pullRequest), preview.page);
}

} // namespace slipway::overview_page
