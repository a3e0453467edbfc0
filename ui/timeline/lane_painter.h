#pragma once

#include "timeline/frame.h"
#include "timeline/look.h"

namespace slipway::timeline {

/// Paints one row: what served when, roll-backs and promotions, markers and their words.
class LanePainter
{
public:
    LanePainter(const Frame &frame, int row);

    void paintSegments() const;
    /// Dotted, from the release that was promoted.
    void paintPromotions() const;
    void paintRollBacks() const;
    void paintMarkers() const;

private:
    QRectF bar() const;
    const releases::Release *releaseOf(const Spot &spot) const;
    Look lookOf(const Spot &spot) const;
    void paintBar(qreal left, qreal right, bool isBad) const;
    /// The name of what served when the view begins.
    void paintFirstName() const;
    void paintMarker(const Spot &spot) const;
    void paintCount(const Spot &spot) const;
    void paintWatch(const Spot &spot, const releases::Release &release) const;
    void paintLabel(const Spot &spot, qreal next) const;
    qreal paintFlag(const releases::Release &release, qreal x, const QColor &colour) const;
    void paintArc(qreal from, qreal to, bool isProposed) const;
    qreal arcEnd(const Spot &spot, int target) const;
    QRectF labelRoom(const Spot &spot, qreal next, qreal wanted) const;
    QColor aged(const QColor &colour) const { return m_isOld ? m_frame.colours.text3 : colour; }

    const Frame &m_frame;
    Board &m_board;
    const Track &m_track;
    int m_row;
    QRectF m_rect;
    qreal m_middle;
    qreal m_size;
    std::size_t m_begin;
    std::size_t m_end;
    bool m_isLarge;
    bool m_isOld;
};

} // namespace slipway::timeline
