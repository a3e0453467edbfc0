#include "widgets/skeleton.h"

#include "theme/paint.h"
#include "theme/tokens.h"

#include <QPainter>
#include <QTimer>

using namespace std::chrono_literals;

namespace slipway::widgets {

void paintSkeletonBar(QPainter &painter, const QRectF &rect, double share, const QPalette &palette)
{
    const QRectF bar(rect.left(), rect.center().y() - 5, rect.width() * share, 10);
    theme::paintBox(painter, bar, theme::textChipRadius, theme::tokens(palette).band, {});
}

Skeleton::Skeleton(int rows, QWidget *parent)
    : QWidget(parent)
    , m_rows(rows)
    , m_patience(new QTimer(this))
{
    setAccessibleName(tr("Loading"));
    m_patience->setSingleShot(true);
    m_patience->setInterval(150ms);
    connect(m_patience, &QTimer::timeout, this, [this] {
        m_shown = true;
        update();
    });
}

void Skeleton::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_patience->start();
}

void Skeleton::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_patience->stop();
    m_shown = false;
}

void Skeleton::paintEvent(QPaintEvent *)
{
    if (!m_shown)
        return;
    QPainter painter(this);
    constexpr double shares[] = {0.55, 0.8, 0.4, 0.7};
    for (int row = 0; row < m_rows; ++row) {
        const QRectF place(theme::gutter, theme::gutter + row * 28, width() - 2 * theme::gutter, 28);
        paintSkeletonBar(painter, place, shares[row % 4], palette());
    }
}

} // namespace slipway::widgets
