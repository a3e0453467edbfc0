#include "overview_page/runs_head.h"

#include "overview_page/run_strip.h"
#include "theme/paint.h"

#include <QEvent>
#include <QPainter>

#include <array>
#include <utility>

namespace slipway::overview_page {

using base::Status;

namespace {

/// With the line of the splitter above it, 46.
constexpr qreal headHeight = 45;
constexpr qreal entryGap = 12;

} // namespace

RunsHead::RunsHead(QWidget *parent)
    : QWidget(parent)
    , m_fonts(font())
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Workflows, last 20 runs on main and pull requests"));
}

QSize RunsHead::sizeHint() const
{
    return {m_fonts.px(400), m_fonts.px(headHeight)};
}

void RunsHead::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    theme::paintHairline(painter, rect(), Qt::BottomEdge, tokens.line1);
    const Ink ink{painter, palette(), tokens, m_fonts, {}, false, false};
    const qreal end = paintLegend(ink) - m_fonts.px(theme::gutter);
    QRectF words(m_fonts.px(theme::gutter), 0, end - m_fonts.px(theme::gutter), height());
    const qreal used = theme::paintText(painter, words, tr("Workflows"), m_fonts.section, tokens.text);
    words.setLeft(words.left() + used + m_fonts.px(10));
    theme::paintText(painter, words, tr("last 20 runs on main and pull requests"), m_fonts.small, tokens.text2);
}

qreal RunsHead::paintLegend(const Ink &ink) const
{
    const std::array entries{std::pair(Status::Running, tr("running")), std::pair(Status::Waiting, tr("waiting")),
                             std::pair(Status::Failure, tr("failed")), std::pair(Status::Success, tr("passed"))};
    qreal right = width() - m_fonts.px(theme::gutter);
    for (const auto &[status, word] : entries) {
        const qreal text = Fonts::width(m_fonts.small, word);
        theme::paintText(ink.painter, QRectF(right - text, 0, text, height()), word, m_fonts.small, ink.tokens.text2);
        const qreal bar = right - text - m_fonts.px(9);
        paintRunBar(ink, QRectF(bar, (height() - m_fonts.px(16)) / 2.0, m_fonts.px(5), m_fonts.px(16)), status);
        right = bar - m_fonts.px(entryGap);
    }
    return right;
}

void RunsHead::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange) {
        m_fonts = Fonts(font());
        updateGeometry();
    }
    QWidget::changeEvent(event);
}

} // namespace slipway::overview_page
