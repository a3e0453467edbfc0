#include "theme/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPaintDevice>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::theme {

namespace {

QString path(const QString &name)
{
    return u":/icons/"_s + name + u".svg"_s;
}

QPixmap render(const QString &name, int size, const QColor &colour, qreal ratio)
{
    const int side = std::max(1, static_cast<int>(std::ceil(size * ratio)));
    QPixmap result(side, side);
    result.fill(Qt::transparent);
    result.setDevicePixelRatio(ratio);
    QFile file(path(name));
    if (!file.open(QIODevice::ReadOnly))
        return result;
    const QByteArray svg = file.readAll().replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(svg);
    QPainter painter(&result);
    painter.setOpacity(colour.alphaF());
    renderer.render(&painter, QRectF(0, 0, size, size));
    return result;
}

class TokenIcon final : public QIconEngine
{
public:
    TokenIcon(QString name, Token token, Token on)
        : m_name(std::move(name))
        , m_token(token)
        , m_on(on)
    { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        paintIcon(*painter, rect, m_name, colour(mode, state));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        return iconPixmap(m_name, std::min(size.width(), size.height()), colour(mode, state), scale);
    }
    QIconEngine *clone() const override { return new TokenIcon(*this); }
    QString iconName() override { return m_name; }
    bool isNull() override { return !hasIcon(m_name); }

private:
    QColor colour(QIcon::Mode mode, QIcon::State state) const
    {
        const QPalette palette = QGuiApplication::palette();
        const Tokens &now = tokens(palette);
        if (mode == QIcon::Disabled)
            return now.disabled;
        if (m_on && (state == QIcon::On || mode == QIcon::Selected))
            return now.*m_on;
        return now.*m_token;
    }

    QString m_name;
    Token m_token;
    Token m_on;
};

} // namespace

QPixmap iconPixmap(const QString &name, int size, const QColor &colour, qreal ratio)
{
    const QString key = u"slipway/%1/%2/%3/%4"_s.arg(name).arg(size).arg(colour.rgba()).arg(ratio);
    QPixmap result;
    if (!QPixmapCache::find(key, &result)) {
        result = render(name, size, colour, ratio);
        QPixmapCache::insert(key, result);
    }
    return result;
}

void paintIcon(QPainter &painter, const QRectF &rect, const QString &name, const QColor &colour)
{
    const int size = static_cast<int>(std::min(rect.width(), rect.height()));
    if (size <= 0)
        return;
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QPointF corner = rect.center() - QPointF(size, size) / 2;
    const QPointF crisp(std::round(corner.x() * ratio) / ratio, std::round(corner.y() * ratio) / ratio);
    painter.drawPixmap(crisp, iconPixmap(name, size, colour, ratio));
}

QIcon icon(const QString &name, Token token, Token on)
{
    return QIcon(new TokenIcon(name, token, on));
}

bool hasIcon(const QString &name)
{
    return QFile::exists(path(name));
}

} // namespace slipway::theme
