#pragma once

#include "demo_facts.h"
#include "overview/models.h"
#include "overview_page/fleet_view.h"
#include "overview_page/inbox_pane.h"
#include "overview_page/overview_page.h"
#include "overview_page/workflow_view.h"

#include <QSize>

#include <memory>

class QPushButton;

namespace slipway::overview_page {

/// The page over models with the design's facts, at a size as inside a window of 1440×900.
class Fixture
{
public:
    explicit Fixture(QSize size = {1368, 802}, const QList<overview::AppRow> &apps = demo::apps());

    FleetView &fleetView() const;
    WorkflowView &workflowView() const;
    InboxPane &inboxPane() const;
    /// The links of the inbox's entries.
    QList<QPushButton *> links() const;
    /// What a screen reader says of a cell of the fleet.
    QString accessible(int row, int column) const;

    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>();
    overview::FleetModel fleet;
    overview::WorkflowModel workflows;
    overview::InboxModel inbox;
    std::unique_ptr<OverviewPage> page;
};

/// The reference font of the design, so that sizes and pictures can be compared with it.
void useReferenceFont();

/// For people who want to look: into the folder that SLIPWAY_PICTURES names.
void savePicture(QWidget &page, const QString &name);

} // namespace slipway::overview_page
