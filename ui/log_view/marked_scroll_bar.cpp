#include "log_view/marked_scroll_bar.h"

#include <QPainter>

#include <algorithm>

namespace slipway::log_view {

namespace {

constexpr int markHeight = 2;

} // namespace

MarkedScrollBar::MarkedScrollBar(QWidget *parent)
    : QScrollBar(Qt::Vertical, parent)
{ }

void MarkedScrollBar::setMarks(std::vector<Mark> marks)
{
    m_marks = std::move(marks);
    std::ranges::stable_sort(m_marks, {}, &Mark::rank);
    update();
}

void MarkedScrollBar::paintEvent(QPaintEvent *event)
{
    QScrollBar::paintEvent(event);
    QPainter painter(this);
    for (const Mark &mark : m_marks) {
        const int y = static_cast<int>(mark.place * (height() - markHeight));
        painter.fillRect(QRect(2, y, width() - 4, markHeight), mark.colour);
    }
}

} // namespace slipway::log_view
