#include "canvas/card_painter.h"

#include "canvas/row_painter.h"
#include "theme/paint.h"
#include "theme/status_look.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::canvas {

namespace {

constexpr qreal triggerRadius = 18;
constexpr int veil = 150;

struct Outline {
    QColor colour;
    qreal width = 1;
    Qt::PenStyle style = Qt::SolidLine;
};

Outline outlineOf(const Frame &frame, const Card &card, const CardState &state)
{
    const theme::Tokens &colours = frame.colours;
    const bool isLive = card.status == base::Status::Running || card.status == base::Status::Failure;
    if (state.isSelected && !(isLive && !state.rows.empty()))
        return {colours.focus, 2};
    if (card.isGhost)
        return {colours.line3, 1, Qt::DashLine};
    if (card.status == base::Status::Running)
        return {colours.running.solid, 2};
    if (card.status == base::Status::Failure)
        return {colours.failure.solid, 1.5};
    if (card.isCritical)
        return {colours.focus, 2};
    return {state.isHovered || state.coversOther ? colours.line3 : colours.line2, 1};
}

/// Left corners of a trigger are rounder.
QPainterPath triggerPath(const QRectF &rect, qreal left, qreal right)
{
    QPainterPath path;
    path.moveTo(rect.left() + left, rect.top());
    path.lineTo(rect.right() - right, rect.top());
    path.arcTo(rect.right() - 2 * right, rect.top(), 2 * right, 2 * right, 90, -90);
    path.lineTo(rect.right(), rect.bottom() - right);
    path.arcTo(rect.right() - 2 * right, rect.bottom() - 2 * right, 2 * right, 2 * right, 0, -90);
    path.lineTo(rect.left() + left, rect.bottom());
    path.arcTo(rect.left(), rect.bottom() - 2 * left, 2 * left, 2 * left, 270, -90);
    path.lineTo(rect.left(), rect.top() + left);
    path.arcTo(rect.left(), rect.top(), 2 * left, 2 * left, 180, -90);
    return path;
}

QRectF inset(const QRectF &rect, qreal by)
{
    return rect.adjusted(by, by, -by, -by);
}

void paintBody(const Frame &frame, const Card &card, const QRectF &rect, const Outline &outline)
{
    QPainter &painter = frame.painter;
    painter.setRenderHint(QPainter::Antialiasing, frame.detail.isSmooth);
    painter.setPen(QPen(outline.colour, outline.width, outline.style));
    painter.setBrush(card.isGhost ? QBrush(Qt::NoBrush) : QBrush(frame.colours.raised));
    const QRectF body = inset(rect, outline.width / 2);
    const qreal radius = frame.at(theme::cardRadius);
    if (!frame.detail.isSmooth)
        painter.drawRect(body);
    else if (card.kind == CardKind::Trigger)
        painter.drawPath(triggerPath(body, std::min(body.height() / 2, frame.at(triggerRadius)), radius));
    else
        painter.drawRoundedRect(body, radius, radius);
}

/// A strip of canvas around a card that lies over another one, so that the eye parts them.
void paintSeam(const Frame &frame, const Card &card, const QRectF &rect)
{
    const qreal width = std::max(2.0, frame.at(4));
    const qreal radius = frame.at(card.kind == CardKind::Trigger ? triggerRadius : theme::cardRadius) + width;
    frame.painter.setRenderHint(QPainter::Antialiasing, frame.detail.isSmooth);
    frame.painter.setPen(Qt::NoPen);
    frame.painter.setBrush(frame.colours.canvas);
    frame.painter.drawRoundedRect(inset(rect, -width), radius, radius);
}

/// A running job's share that is done, along its top edge.
void paintProgress(const Frame &frame, const Card &card, const QRectF &rect)
{
    if (!card.progress)
        return;
    QRectF line = rect;
    line.setHeight(std::max(2.0, frame.at(4)));
    line.setWidth(rect.width() * std::clamp(*card.progress, 0.0, 1.0));
    QPainterPath body;
    body.addRoundedRect(rect, frame.at(theme::cardRadius), frame.at(theme::cardRadius));
    frame.painter.save();
    frame.painter.setClipPath(body, Qt::IntersectClip);
    frame.painter.fillRect(line, frame.colours.status(card.status.value_or(base::Status::Running)).solid);
    frame.painter.restore();
}

void paintHeadWords(const Frame &frame, const Card &card, const QRectF &head, qreal right)
{
    const theme::Tokens &colours = frame.colours;
    const Measures &measures = frame.scene.measures();
    const qreal left = head.left() + frame.scaled(card.kind == CardKind::Trigger ? 38 : 34);
    const qreal title = frame.at(measures.lineHeight(TextRole::Title));
    const qreal below = card.subtitle.isEmpty() ? 0 : frame.at(measures.lineHeight(TextRole::Subtitle));
    const qreal top = head.center().y() - (title + below) / 2;
    const QRectF first(left, top, right - left, title);
    const QRectF last = card.subtitle.isEmpty() ? first : QRectF(left, top + title, right - left, below);
    qreal aside = 0;
    if (!card.aside.isEmpty())
        aside = frame.ink.text(frame.painter, last, card.aside, TextRole::Aside, colours.text, Qt::AlignRight)
            + frame.at(6);
    const QColor words = card.isGhost || card.isDim ? colours.text3 : colours.text;
    frame.ink.text(frame.painter, card.subtitle.isEmpty() ? first.adjusted(0, 0, -aside, 0) : first, card.title,
                   card.isGhost ? TextRole::Row : TextRole::Title, words);
    const bool isSpecial = card.status == base::Status::Running || card.status == base::Status::Failure
        || card.status == base::Status::Waiting;
    if (!card.subtitle.isEmpty())
        frame.ink.text(frame.painter, last.adjusted(0, 0, -aside, 0), card.subtitle, TextRole::Subtitle,
                       isSpecial ? colours.status(*card.status).fg : colours.text3);
}

void paintHead(const Frame &frame, const Card &card, const QRectF &body, const QRectF &head, const CardState &state)
{
    const theme::Tokens &colours = frame.colours;
    qreal right = head.right() - frame.at(10);
    if (card.canFold && (state.isHovered || state.hasRing || card.isFolded)) {
        const QRectF fold = foldRect(card, body, frame.scene.measures());
        frame.ink.icon(frame.painter, inset(frame.view.toView(fold), frame.at(4)),
                       card.isFolded ? u"chevron-right"_s : u"chevron-down"_s, colours.text2);
        right = frame.view.toView(fold).left();
    }
    if (!card.mark.isEmpty()) {
        const QRectF place(right - frame.scaled(16), head.center().y() - frame.scaled(8), frame.scaled(16),
                           frame.scaled(16));
        frame.ink.icon(frame.painter, place, card.mark, markColour(colours, card.mark));
        right = place.left() - frame.at(4);
    }
    const QRectF icon = headIconRect(card, head, frame.scaled(1));
    if (card.status && !card.isGhost)
        frame.ink.icon(frame.painter, icon, theme::statusIcon(*card.status), colours.status(*card.status).solid,
                       isTurning(card) ? frame.turn : 0);
    else
        frame.ink.icon(frame.painter, icon, card.icon, card.isGhost ? colours.text3 : colours.text2);
    paintHeadWords(frame, card, head, right);
}

void paintRows(const Frame &frame, int node, const CardState &state)
{
    const Card &card = frame.scene.card(node);
    const QRectF &body = frame.scene.node(node).body;
    const Measures &measures = frame.scene.measures();
    const QRectF head = frame.view.toView(headRect(card, body, measures));
    frame.painter.fillRect(QRectF(head.left() + 1, head.bottom() - 1, head.width() - 2, 1), frame.colours.line1);
    const QRectF clip = frame.painter.clipBoundingRect();
    for (int row = 0; row < static_cast<int>(card.rows.size()); ++row) {
        const QRectF rect = frame.view.toView(rowRect(card, body, row, measures));
        if (!clip.isEmpty() && !clip.intersects(rect))
            continue;
        const bool isSelected = std::ranges::find(state.rows, row) != state.rows.end();
        paintRow(frame, card.rows[static_cast<std::size_t>(row)], rect, isSelected, state.ringRow == row);
    }
}

void paintPill(const Frame &frame, const Card &card, const QRectF &body)
{
    const Measures &measures = frame.scene.measures();
    QRectF pill =
        frame.view.toView(QRectF(body.left(), body.top() - measures.pill - pillGap, body.width(), measures.pill));
    const qreal icon = frame.scaled(24);
    const qreal wanted = icon + frame.ink.widthOf(card.pill, TextRole::Pill) + frame.at(10);
    pill.setWidth(std::min(pill.width(), wanted));
    frame.painter.setRenderHint(QPainter::Antialiasing);
    frame.painter.setPen(QPen(frame.colours.line2, 1));
    frame.painter.setBrush(frame.colours.raised);
    frame.painter.drawRoundedRect(inset(pill, 0.5), pill.height() / 2, pill.height() / 2);
    if (!frame.detail.hasText)
        return;
    frame.ink.icon(frame.painter, {pill.left() + frame.at(6), pill.top(), frame.scaled(14), pill.height()},
                   u"node-condition"_s, frame.colours.text2);
    frame.ink.text(frame.painter, pill.adjusted(icon, 0, -frame.at(6), 0), card.pill, TextRole::Pill,
                   frame.colours.syntaxExpression);
}

QPolygonF diamondIn(const QRectF &rect)
{
    return QPolygonF({{rect.center().x(), rect.top()},
                      {rect.right(), rect.center().y()},
                      {rect.center().x(), rect.bottom()},
                      {rect.left(), rect.center().y()}});
}

void paintGateWords(const Frame &frame, const Card &card, const Scene::Node &node)
{
    const Measures &measures = frame.scene.measures();
    const qreal line = measures.lineHeight(TextRole::Name);
    const QRectF first(node.body.left() - node.shape.side, node.body.bottom() + 3,
                       node.body.width() + 2 * node.shape.side, line);
    frame.ink.text(frame.painter, frame.view.toView(first), card.title, TextRole::Name,
                   card.isGhost ? frame.colours.text3 : frame.colours.text, Qt::AlignHCenter);
    const QRectF second = card.title.isEmpty() ? first : first.translated(0, line);
    frame.ink.text(frame.painter, frame.view.toView(second), card.subtitle, TextRole::Subtitle, frame.colours.text3,
                   Qt::AlignHCenter);
}

void paintGate(const Frame &frame, int at, const CardState &state)
{
    const Card &card = frame.scene.card(at);
    const Scene::Node &node = frame.scene.node(at);
    const theme::StatusColours &look = frame.colours.status(card.status.value_or(base::Status::Waiting));
    const QRectF rect = frame.view.toView(node.body);
    frame.painter.setRenderHint(QPainter::Antialiasing, frame.detail.isSmooth);
    const QColor edge = state.isSelected ? frame.colours.focus : card.isGhost ? frame.colours.line3 : look.solid;
    frame.painter.setPen(QPen(edge, state.isSelected ? 2.5 : 1.5, card.isGhost ? Qt::DashLine : Qt::SolidLine,
                              Qt::SquareCap, Qt::MiterJoin));
    frame.painter.setBrush(card.isGhost ? QBrush(Qt::NoBrush) : QBrush(look.bg));
    frame.painter.drawPolygon(diamondIn(inset(rect, 1.5)));
    if (!frame.detail.hasText)
        return;
    const qreal side = frame.scaled(18);
    const QRectF icon(rect.center() - QPointF(side, side) / 2, QSizeF(side, side));
    const QString own = card.icon.isEmpty() ? u"person"_s : card.icon;
    frame.ink.icon(frame.painter, icon, card.status == base::Status::Success ? u"action-check"_s : own,
                   card.isGhost ? frame.colours.text3 : look.solid);
    paintGateWords(frame, card, node);
}

void paintPort(const Frame &frame, int at, const CardState &state)
{
    const QPointF centre = frame.view.toView(frame.scene.outPort(at));
    const bool isStrong = state.isSelected || state.isHovered;
    frame.painter.setRenderHint(QPainter::Antialiasing);
    frame.painter.setPen(QPen(isStrong ? frame.colours.focus : frame.colours.line3, 1.5));
    frame.painter.setBrush(frame.colours.raised);
    const qreal radius = std::max(2.0, frame.at(portRadius));
    frame.painter.drawEllipse(QPointF(std::round(centre.x()), std::round(centre.y())), radius, radius);
}

void paintVeil(const Frame &frame, const QRectF &rect)
{
    QColor colour = frame.colours.canvas;
    colour.setAlpha(veil);
    frame.painter.fillRect(rect.adjusted(-1, -1, 1, 1), colour);
}

} // namespace

bool isTurning(const Card &card)
{
    return card.status == base::Status::Running && !card.isGhost && card.kind != CardKind::Gate;
}

QRectF headOf(const Scene &scene, int at)
{
    const Card &card = scene.card(at);
    const QRectF &body = scene.node(at).body;
    const Measures &measures = scene.measures();
    if (!scene.node(at).isFrame)
        return headRect(card, body, measures);
    const qreal below = card.subtitle.isEmpty() ? 0 : measures.framePadding;
    return {body.left(), body.top(), body.width(), measures.frameHead + below};
}

QRectF headIconRect(const Card &card, const QRectF &head, qreal unit)
{
    const qreal side = 16 * unit;
    return {head.left() + (card.kind == CardKind::Trigger ? 14 : 10) * unit, head.center().y() - side / 2, side, side};
}

QColor blockColour(const Frame &frame, int at, bool isSelected)
{
    const Card &card = frame.scene.card(at);
    if (card.isGhost)
        return frame.colours.line2;
    if (card.status)
        return frame.colours.status(*card.status).solid;
    if (isSelected || card.isCritical)
        return frame.colours.focus;
    return card.kind == CardKind::Gate ? frame.colours.waiting.solid : frame.colours.queued.solid;
}

void paintCard(const Frame &frame, int at, const CardState &state)
{
    const Card &card = frame.scene.card(at);
    const QRectF &body = frame.scene.node(at).body;
    const QRectF rect = frame.view.toView(body);
    if (card.kind == CardKind::Gate) {
        paintGate(frame, at, state);
    } else {
        if (state.coversOther)
            paintSeam(frame, card, rect);
        paintBody(frame, card, rect, outlineOf(frame, card, state));
        paintProgress(frame, card, rect);
    }
    if (card.kind != CardKind::Gate && frame.detail.hasText) {
        const QRectF head = frame.view.toView(headOf(frame.scene, at));
        paintHead(frame, card, body, head, state);
        if (showsRows(card))
            paintRows(frame, at, state);
    }
    if (!card.pill.isEmpty() && frame.detail.hasText)
        paintPill(frame, card, body);
    if (card.isDim && !card.isGhost)
        paintVeil(frame, rect);
    if (state.showsPort)
        paintPort(frame, at, state);
    if (state.hasRing && state.ringRow < 0)
        theme::paintFocusRing(frame.painter, rect.adjusted(-1, -1, 1, 1), frame.at(theme::cardRadius),
                              frame.colours.focus);
}

void paintGroup(const Frame &frame, int at, const CardState &state)
{
    const Card &card = frame.scene.card(at);
    const QRectF &body = frame.scene.node(at).body;
    const QRectF rect = frame.view.toView(body);
    const Outline outline = outlineOf(frame, card, state);
    frame.painter.setRenderHint(QPainter::Antialiasing, frame.detail.isSmooth);
    frame.painter.setPen(QPen(outline.colour, outline.width, outline.style));
    frame.painter.setBrush(frame.colours.band);
    const qreal radius = frame.at(theme::cardRadius);
    frame.painter.drawRoundedRect(inset(rect, outline.width / 2), radius, radius);
    if (frame.detail.hasText) {
        const QRectF head = frame.view.toView(headOf(frame.scene, at));
        paintHead(frame, card, body, head, CardState{.isHovered = true});
    }
    if (!card.pill.isEmpty() && frame.detail.hasText)
        paintPill(frame, card, body);
    if (state.showsPort)
        paintPort(frame, at, state);
    if (state.hasRing)
        theme::paintFocusRing(frame.painter, rect.adjusted(-1, -1, 1, 1), radius, frame.colours.focus);
}

} // namespace slipway::canvas
