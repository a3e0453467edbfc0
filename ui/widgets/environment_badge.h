#pragma once

#include <QWidget>

namespace slipway::widgets {

/// Where something runs. Told by outline, never by colour: filled, outlined, dashed.
enum class Environment { Production, Staging, Preview };

QString environmentName(Environment environment);

QSize environmentBadgeSize(Environment environment, const QFont &base);
/// Paints the badge with its left edge at `rect`'s left, centred vertically.
void paintEnvironmentBadge(QPainter &painter, const QRectF &rect, Environment environment, const QFont &base,
                           const QPalette &palette);

/// Names an environment.
class EnvironmentBadge final : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentBadge(Environment environment, QWidget *parent = nullptr);
    Environment environment() const { return m_environment; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Environment m_environment;
};

} // namespace slipway::widgets
