#include "theme/fonts.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>

#include <algorithm>
#include <cmath>

namespace slipway::theme {

namespace {

constexpr qreal designPixels = 13;

struct Shape {
    double scale = 1;
    QFont::Weight weight = QFont::Normal;
};

Shape shape(FontRole role)
{
    switch (role) {
    case FontRole::Body: break;
    case FontRole::BodyStrong: return {1, QFont::Medium};
    case FontRole::Section: return {1, QFont::DemiBold};
    case FontRole::Title: return {1.23, QFont::DemiBold};
    case FontRole::SheetTitle: return {1.38, QFont::DemiBold};
    case FontRole::Metric: return {1.54, QFont::DemiBold};
    case FontRole::Small: return {0.92, QFont::Normal};
    case FontRole::SmallStrong: return {0.92, QFont::DemiBold};
    case FontRole::Caption: return {0.85, QFont::Normal};
    case FontRole::CaptionStrong: return {0.85, QFont::DemiBold};
    case FontRole::Mono: return {0.92, QFont::Normal};
    }
    return {};
}

void scale(QFont &font, double factor)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(qRound(font.pixelSize() * factor));
}

} // namespace

QFont font(FontRole role, const QFont &base)
{
    QFont result = base;
    if (role == FontRole::Mono) {
        static const QString fixed = QFontInfo(QFontDatabase::systemFont(QFontDatabase::FixedFont)).family();
        result.setFamily(fixed);
        result.setStyleHint(QFont::Monospace);
    }
    const auto [factor, weight] = shape(role);
    scale(result, factor);
    result.setWeight(weight);
    return role == FontRole::Metric ? tabular(result) : result;
}

QFont font(FontRole role)
{
    return font(role, QGuiApplication::font());
}

QFont tabular(QFont font)
{
    font.setFeature("tnum", 1);
    return font;
}

qreal textScale(const QFont &base)
{
    return std::max(1.0, std::floor(4.0 * QFontInfo(base).pixelSize() / designPixels) / 4.0);
}

} // namespace slipway::theme
