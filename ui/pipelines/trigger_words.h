#pragma once

#include "workflow/trigger.h"

#include <QString>

namespace slipway::pipelines_page {

/// "Push to main", "Manual run".
QString triggerTitle(const workflow::Trigger &trigger);
/// "6 path filters", "3 inputs", a schedule's cron; empty when there is nothing to add.
QString triggerDetail(const workflow::Trigger &trigger);
/// "node-trigger-push".
QString triggerIcon(std::string_view event);

} // namespace slipway::pipelines_page
