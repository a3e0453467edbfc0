#pragma once

#include "base/clock.h"
#include "overview/models.h"
#include "overview_page/fact_table.h"

#include <memory>

namespace slipway::overview_page {

class WorkflowDelegate;

/// The workflows with their newest runs. Trigger and file hide, in this order, when there is too little width.
class WorkflowView final : public FactTable
{
    Q_OBJECT

public:
    WorkflowView(overview::WorkflowModel *model, std::shared_ptr<base::Clock> clock, QWidget *parent = nullptr);

protected:
    Target targetAt(const QModelIndex &index, const QPoint &spot) const override;
    QString tipAt(const QModelIndex &index, const QPoint &spot) const override;
    QUrl pageOf(const QModelIndex &index) const override;
    QString copyTextOf(const QModelIndex &index) const override;
    void fillMenu(QMenu &menu, const QModelIndex &index) override;
    void adoptFont() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitColumns();
    const overview::WorkflowRow &row(const QModelIndex &index) const;
    /// The run whose bar is at `spot`; null for none.
    const overview::WorkflowRow::Run *runAt(const QModelIndex &index, const QPoint &spot) const;

    overview::WorkflowModel *m_model;
    std::shared_ptr<base::Clock> m_clock;
    WorkflowDelegate *m_delegate;
};

} // namespace slipway::overview_page
