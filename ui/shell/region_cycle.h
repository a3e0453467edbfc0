#pragma once

#include <QList>

class QWidget;

namespace slipway::shell {

/// Gives the keyboard to the region after (`by` 1) or before (`by` -1) the one that has it, going round. Hidden
/// regions are passed over. Within a region the first control that takes the keyboard gets it.
void cycleRegions(const QList<QWidget *> &regions, int by);

/// Makes Tab go through the regions in this order; within each the order stays.
void chainRegions(const QList<QWidget *> &regions);

/// Gives the keyboard to `region`, or to the first control in it that takes it. Whether there was one.
bool focusRegion(QWidget &region);

} // namespace slipway::shell
