#include "theme/paint.h"
#include "timeline/frame.h"
#include "timeline/words.h"

#include "base/format.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace slipway::timeline {

namespace {

QString providerIcon(const QString &provider)
{
    return provider == "fly"_L1 || provider == "vercel"_L1 || provider == "github"_L1 ? u"provider-"_s + provider
                                                                                      : u"environment"_s;
}

QString rowIcon(RowKind kind)
{
    switch (kind) {
    case RowKind::Rotations: return u"node-secret"_s;
    case RowKind::Scalings: return u"machine"_s;
    default: return u"provider-database"_s;
    }
}

/// Told by outline, as everywhere: filled, outlined, dashed. Gives its left edge.
qreal paintBadge(const Frame &frame, const QString &environment, const QRectF &rect)
{
    Ink &ink = frame.board.ink;
    const QString words = Words::environment(environment);
    const qreal width = std::min(ink.width(words, Role::CaptionStrong) + 13, rect.width());
    const qreal height = ink.px(18);
    const QRectF badge(rect.right() - width, std::round(rect.center().y() - height / 2), width, height);
    const bool isProduction = environment == "production"_L1;
    const bool isStaging = environment == "staging"_L1;
    const theme::Tokens &colours = frame.colours;
    theme::paintBox(frame.painter, badge, theme::textChipRadius, isProduction ? colours.text : QColor(),
                    isProduction ? QColor() : colours.text3, isStaging ? Qt::SolidLine : Qt::DashLine);
    ink.text(frame.painter, badge.adjusted(6.5, 0, 0, 0), words, Role::CaptionStrong,
             isProduction    ? colours.base
                 : isStaging ? colours.text
                             : colours.text2);
    return badge.left();
}

void paintHead(const Frame &frame, const Track &track, const QRectF &rect, int row)
{
    Board &board = frame.board;
    Ink &ink = board.ink;
    const qreal middle = board.markerY(row);
    const bool isOld = !track.isMarks() && isStale(track.lane, board.now);
    const QColor words = isOld ? frame.colours.text3 : frame.colours.text;
    qreal right = rect.right() - ink.px(8);
    const QRectF line(rect.left(), middle - ink.px(12), rect.width(), ink.px(24));
    if (!track.isMarks())
        right =
            paintBadge(frame, track.lane.environment, {rect.left(), line.top(), right - rect.left(), line.height()});
    if (!track.isMarks() && !track.opensApp)
        return;
    const QString icon = track.isMarks() ? rowIcon(track.kind) : providerIcon(track.lane.provider);
    ink.icon(frame.painter, {rect.left() + ink.px(24), middle}, ink.px(16), icon, frame.colours.text2);
    const QRectF name(rect.left() + ink.px(38), line.top(), right - rect.left() - ink.px(44), line.height());
    const QString &app = track.lane.appName.isEmpty() ? track.lane.app : track.lane.appName;
    ink.text(frame.painter, name, track.isMarks() ? Words::row(track.kind) : app,
             track.isMarks() ? Role::Body : Role::Strong, words);
    if (isOld && track.lane.freshness.hasValue() && rect.height() > ink.px(40))
        ink.text(frame.painter, {name.left(), middle + ink.px(8), rect.width() - name.left(), ink.px(15)},
                 Words::staleness(track.lane, board.now).section(u'\n', -1), Role::Caption, frame.colours.text3);
}

} // namespace

void paintHeads(const Frame &frame)
{
    Board &board = frame.board;
    const QRectF area = board.rowsArea();
    frame.painter.save();
    frame.painter.setClipRect(area);
    const int current = board.trackOf(board.current);
    for (int row = 0; row < board.chronicle.trackCount(); ++row) {
        const QRectF rect = board.rowRect(row);
        if (!rect.intersects(area))
            continue;
        const QRectF head(rect.left(), rect.top(), board.headWidth(), rect.height());
        frame.painter.fillRect(head, row == current ? frame.colours.selectedOption : frame.colours.base);
        paintHead(frame, board.chronicle.track(row), head, row);
    }
    frame.painter.restore();
}

} // namespace slipway::timeline
