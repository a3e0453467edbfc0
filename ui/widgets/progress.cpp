#include "widgets/progress.h"

#include "theme/paint.h"
#include "theme/tokens.h"

#include <QPainter>
#include <QPen>

#include <algorithm>
#include <cmath>

namespace slipway::widgets {

void paintProgressBar(QPainter &painter, const QRectF &rect, double share, const QColor &fill, const QPalette &palette)
{
    const QRectF track(rect.left(), std::round(rect.center().y() - 1.5), rect.width(), 3);
    theme::paintBox(painter, track, 1.5, theme::tokens(palette).band, {});
    QRectF done = track;
    done.setWidth(track.width() * std::clamp(share, 0.0, 1.0));
    if (done.width() > 0)
        theme::paintBox(painter, done, 1.5, fill, {});
}

void paintProgressRing(QPainter &painter, const QRectF &rect, std::optional<double> share, const QColor &fill,
                       const QPalette &palette)
{
    const QRectF ring = rect.adjusted(1, 1, -1, -1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme::tokens(palette).line2, 2));
    painter.drawEllipse(ring);
    painter.setPen(QPen(fill, 2, Qt::SolidLine, Qt::RoundCap));
    constexpr int turn = 16 * 360;
    const double part = share ? std::clamp(*share, 0.02, 1.0) : 0.7;
    painter.drawArc(ring, turn / 4, -static_cast<int>(part * turn));
    painter.restore();
}

} // namespace slipway::widgets
