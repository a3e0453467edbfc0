#include "canvas/saved_view.h"

#include "canvas/view.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::canvas {

namespace {

constexpr int version = 1;
constexpr qreal farthest = 1e6;
constexpr qsizetype mostBytes = 16 << 20;
constexpr qsizetype mostCards = 50'000;

QJsonArray toJson(const QPointF &point)
{
    return {point.x(), point.y()};
}

std::optional<QPointF> pointFrom(const QJsonValue &value)
{
    const QJsonArray pair = value.toArray();
    if (pair.size() != 2 || !pair.at(0).isDouble() || !pair.at(1).isDouble())
        return {};
    const QPointF point(pair.at(0).toDouble(), pair.at(1).toDouble());
    const bool isSensible = std::abs(point.x()) <= farthest && std::abs(point.y()) <= farthest;
    return isSensible ? std::optional(point) : std::nullopt;
}

} // namespace

QByteArray write(const SavedView &view)
{
    QJsonObject cards;
    for (auto card = view.corners.cbegin(); card != view.corners.cend(); ++card)
        cards.insert(card.key(), toJson(card.value()));
    QJsonObject root{{u"version"_s, version}, {u"cards"_s, cards}};
    if (view.isViewChosen) {
        root.insert(u"zoom"_s, view.zoom);
        root.insert(u"centre"_s, toJson(view.centre));
    }
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

std::optional<SavedView> readView(const QByteArray &bytes)
{
    if (bytes.size() > mostBytes)
        return {};
    const QJsonObject root = QJsonDocument::fromJson(bytes).object();
    if (root.value("version"_L1).toInt() != version)
        return {};
    SavedView view;
    const QJsonObject cards = root.value("cards"_L1).toObject();
    for (auto card = cards.constBegin(); card != cards.constEnd() && view.corners.size() < mostCards; ++card) {
        if (const auto corner = pointFrom(card.value()))
            view.corners.insert(card.key(), *corner);
    }
    const auto centre = pointFrom(root.value("centre"_L1));
    const qreal zoom = root.value("zoom"_L1).toDouble();
    if (centre && zoom > 0) {
        view.isViewChosen = true;
        view.centre = *centre;
        view.zoom = std::clamp(zoom, leastZoom, mostZoom);
    }
    return view;
}

} // namespace slipway::canvas
