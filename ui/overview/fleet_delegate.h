#pragma once

#include "base/clock.h"
#include "overview/fleet.h"
#include "overview_page/ink.h"

#include <QStyledItemDelegate>

namespace slipway::overview_page {

class FactTable;

/// Paints the cells of the fleet; sizes come from the view.
class FleetDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    FleetDelegate(const base::Clock &clock, FactTable &table);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    const Fonts &fonts() const { return m_fonts; }
    void setFont(const QFont &font) { m_fonts = Fonts(font); }
    void setShowsSkeletons(bool shows) { m_showsSkeletons = shows; }

    /// What a cell of `rect` leaves for its content.
    QRectF content(const QRectF &rect, int column) const;

private:
    void paintContent(const Ink &ink, const QRectF &rect, const overview::AppRow &row, const QModelIndex &index) const;

    const base::Clock &m_clock;
    FactTable &m_table;
    Fonts m_fonts;
    bool m_showsSkeletons = false;
};

} // namespace slipway::overview_page
