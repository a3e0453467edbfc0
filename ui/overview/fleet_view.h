#pragma once

#include "base/clock.h"
#include "overview/models.h"
#include "overview_page/fact_table.h"
#include "widgets/environment_filter.h"

#include <memory>

namespace slipway::overview_page {

class FleetDelegate;

/// Apps by environments. Columns share the width; the previews go first when there is too little.
class FleetView final : public FactTable
{
    Q_OBJECT

public:
    FleetView(overview::FleetModel *model, std::shared_ptr<base::Clock> clock, QWidget *parent = nullptr);

    widgets::EnvironmentFilter environment() const { return m_environment; }
    void setEnvironment(widgets::EnvironmentFilter environment);
    void setShowsSkeletons(bool shows);

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
    const overview::AppRow &row(const QModelIndex &index) const;
    /// Of a production or staging cell; null for other columns and where nothing is known.
    const overview::LiveRelease *release(const QModelIndex &index) const;

    overview::FleetModel *m_model;
    std::shared_ptr<base::Clock> m_clock;
    FleetDelegate *m_delegate;
    widgets::EnvironmentFilter m_environment = widgets::EnvironmentFilter::All;
};

} // namespace slipway::overview_page
