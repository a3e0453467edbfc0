#include "overview_page/workflow_view.h"

#include "overview_page/cell_words.h"
#include "overview_page/fact_header.h"
#include "overview_page/run_strip.h"
#include "overview_page/workflow_delegate.h"

#include <QHeaderView>
#include <QMenu>
#include <QResizeEvent>

#include <algorithm>
#include <array>
#include <ranges>

namespace slipway::overview_page {

using overview::WorkflowModel;
using overview::WorkflowRow;

namespace {

constexpr qreal designRowHeight = 30;
constexpr qreal headHeight = 28;
constexpr std::array<qreal, WorkflowModel::ColumnCount> least{220, 184, 166, 62, 84, 164, 146};
/// What names can do without.
constexpr qreal nameSpare = 16;
/// In the order in which they hide.
constexpr std::array<int, 2> spare{WorkflowModel::TriggerColumn, WorkflowModel::FileColumn};

} // namespace

WorkflowView::WorkflowView(WorkflowModel *model, std::shared_ptr<base::Clock> clock, QWidget *parent)
    : FactTable(parent)
    , m_model(model)
    , m_clock(std::move(clock))
    , m_delegate(new WorkflowDelegate(*m_clock, *this))
{
    setAccessibleName(tr("Workflows and their newest runs"));
    setHead(new FactHeader(headHeight, this));
    setItemDelegate(m_delegate);
    setModel(model);
    setEmptyWords(tr("No workflow runs known yet."));
    adoptFont();
}

void WorkflowView::adoptFont()
{
    m_delegate->setFont(font());
    verticalHeader()->setDefaultSectionSize(m_delegate->fonts().px(designRowHeight));
    fitColumns();
}

void WorkflowView::resizeEvent(QResizeEvent *event)
{
    FactTable::resizeEvent(event);
    fitColumns();
}

void WorkflowView::fitColumns()
{
    std::array<int, WorkflowModel::ColumnCount> widths{};
    std::ranges::transform(least, widths.begin(), [this](qreal width) { return m_delegate->fonts().px(width); });
    // A scroll bar that comes shall not take a column with it.
    const int spareName = m_delegate->fonts().px(nameSpare);
    int wanted = std::ranges::fold_left(widths, 0, std::plus());
    std::array<bool, WorkflowModel::ColumnCount> hidden{};
    for (const int column : spare) {
        const auto at = static_cast<std::size_t>(column);
        hidden.at(at) = wanted > viewport()->width() + spareName;
        wanted -= hidden.at(at) ? widths.at(at) : 0;
    }
    const int extra = std::max(viewport()->width() - wanted, 0);
    widths.front() -= std::clamp(wanted - viewport()->width(), 0, spareName);
    for (int column = 0; column < WorkflowModel::ColumnCount; ++column) {
        const auto at = static_cast<std::size_t>(column);
        setColumnHidden(column, hidden.at(at));
        // Names and newest runs have the longest words; the last column takes the rest.
        const bool grows = column == WorkflowModel::NameColumn || column == WorkflowModel::LatestColumn;
        setColumnWidth(column, widths.at(at) + (grows ? extra / 3 : 0));
    }
}

const WorkflowRow &WorkflowView::row(const QModelIndex &index) const
{
    return m_model->rows().at(index.row());
}

const WorkflowRow::Run *WorkflowView::runAt(const QModelIndex &index, const QPoint &spot) const
{
    if (index.column() != WorkflowModel::RunsColumn)
        return nullptr;
    const QRectF cell = m_delegate->content(visualRect(index), index.column());
    const qsizetype run = overview_page::runAt(cell, row(index), spot, m_delegate->fonts());
    return run < 0 ? nullptr : &row(index).runs.at(run);
}

Target WorkflowView::targetAt(const QModelIndex &index, const QPoint &spot) const
{
    const auto *run = runAt(index, spot);
    return run ? Target{{}, run->page} : Target{};
}

QString WorkflowView::tipAt(const QModelIndex &index, const QPoint &spot) const
{
    if (const auto *run = runAt(index, spot))
        return CellWords::run(*run, m_clock->now());
    if (index.column() == WorkflowModel::LatestColumn && !row(index).runs.isEmpty())
        return CellWords::run(row(index).runs.constLast(), m_clock->now());
    if (index.column() == WorkflowModel::TriggerColumn)
        return row(index).trigger;
    return index.data().toString();
}

QUrl WorkflowView::pageOf(const QModelIndex &index) const
{
    return index.data(WorkflowModel::PageRole).toUrl();
}

QString WorkflowView::copyTextOf(const QModelIndex &index) const
{
    return index.data().toString();
}

void WorkflowView::fillMenu(QMenu &menu, const QModelIndex &index)
{
    const auto &runs = row(index).runs;
    addOpen(menu, tr("Open newest run"), pageOf(index));
    const auto newestFirst = std::views::reverse(runs);
    const auto failed = std::ranges::find(newestFirst, Status::Failure, &WorkflowRow::Run::status);
    if (failed != newestFirst.end())
        addOpen(menu, tr("Open last failed run #%1").arg(failed->number), failed->page);
    addCopy(menu, tr("Copy"), copyTextOf(index));
}

} // namespace slipway::overview_page
