#include "canvas/row_painter.h"

#include "theme/paint.h"
#include "theme/status_look.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::canvas {

namespace {

constexpr qreal barWidth = 46;
constexpr qreal barHeight = 5;

bool isStatus(const QString &icon)
{
    return icon.startsWith("status-"_L1);
}

/// Fills a row from its right end, so that words get what is left.
class RowEnd
{
public:
    RowEnd(const Frame &frame, const QRectF &rect)
        : m_frame(frame)
        , m_rect(rect)
        , m_right(rect.right() - frame.at(10))
    { }

    qreal right() const { return m_right; }

    void icon(const QString &name)
    {
        const qreal side = m_frame.scaled(14);
        m_frame.ink.icon(m_frame.painter, {m_right - side, m_rect.top(), side, m_rect.height()}, name,
                         markColour(m_frame.colours, name));
        m_right -= side + m_frame.at(6);
    }
    void note(const QString &words, const QColor &colour, qreal least)
    {
        if (words.isEmpty())
            return;
        const qreal most = m_rect.width() * 0.45;
        const QRectF place(m_right - most, m_rect.top(), most, m_rect.height());
        const qreal width = m_frame.ink.text(m_frame.painter, place, words, TextRole::Note, colour, Qt::AlignRight);
        m_right -= std::max(width, least) + m_frame.at(8);
    }
    void bar(double share, const QColor &colour)
    {
        const QSizeF size(m_frame.scaled(barWidth), std::max(2.0, std::round(m_frame.at(barHeight))));
        const QRectF track(QPointF(m_right - size.width(), std::round(m_rect.center().y() - size.height() / 2)), size);
        QRectF done = track;
        done.setWidth(std::max(size.height() / 2, track.width() * std::clamp(share, 0.0, 1.0)));
        QPainter &painter = m_frame.painter;
        painter.setRenderHint(QPainter::Antialiasing, m_frame.detail.isSmooth);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_frame.colours.line1);
        painter.drawRoundedRect(track, size.height() / 2, size.height() / 2);
        painter.setBrush(colour);
        painter.drawRoundedRect(done, size.height() / 2, size.height() / 2);
        m_right = track.left() - m_frame.at(5);
    }
    void chip(const QString &words)
    {
        if (words.isEmpty())
            return;
        const qreal padding = m_frame.at(6);
        const qreal width = std::min(m_rect.width() * 0.4, m_frame.ink.widthOf(words, TextRole::Note) + 2 * padding);
        const QRectF box(m_right - width, m_rect.top() + m_frame.at(2), width, m_rect.height() - m_frame.at(4));
        QPainter &painter = m_frame.painter;
        painter.setRenderHint(QPainter::Antialiasing, m_frame.detail.isSmooth);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_frame.colours.sunken);
        painter.drawRoundedRect(box, m_frame.at(theme::textChipRadius), m_frame.at(theme::textChipRadius));
        m_frame.ink.text(painter, box.adjusted(padding, 0, 2 - padding, 0), words, TextRole::Note,
                         m_frame.colours.text2);
        m_right = box.left() - m_frame.at(6);
    }

private:
    const Frame &m_frame;
    QRectF m_rect;
    qreal m_right;
};

QColor noteColour(const theme::Tokens &colours, const Row &row)
{
    if (row.marks.contains("status-failure"_L1))
        return colours.failure.fg;
    if (row.marks.contains("status-warning"_L1))
        return colours.warning.fg;
    return row.isDim ? colours.text3 : colours.text2;
}

QColor barColour(const theme::Tokens &colours, const Row &row)
{
    if (row.status == base::Status::Running || row.status == base::Status::Failure
        || row.status == base::Status::Waiting)
        return colours.status(*row.status).solid;
    return colours.focus;
}

/// Bars in place of words.
void paintGreeked(const Frame &frame, const Row &row, const QRectF &rect)
{
    const qreal height = std::max(1.0, std::round(rect.height() * 0.3));
    const qreal width = std::min<qreal>(static_cast<qreal>(row.text.size()) * frame.at(6), rect.width() * 0.7);
    frame.painter.fillRect(
        QRectF(rect.left() + frame.scaled(30), std::round(rect.center().y() - height / 2), width, height),
        frame.colours.line2);
}

qreal paintEnd(const Frame &frame, const Row &row, const QRectF &rect)
{
    RowEnd end(frame, rect);
    for (const QString &mark : row.marks) {
        if (isStatus(mark))
            end.icon(mark);
    }
    const qreal least = row.share || row.status ? frame.scaled(26) : 0;
    end.note(row.note, noteColour(frame.colours, row), least);
    if (row.share)
        end.bar(*row.share, barColour(frame.colours, row));
    for (const QString &mark : row.marks) {
        if (!isStatus(mark))
            end.icon(mark);
    }
    end.chip(row.chip);
    return end.right();
}

} // namespace

QRectF rowIconRect(const QRectF &row, qreal unit)
{
    return {row.left() + 10 * unit + 1, row.top(), 14 * unit, row.height()};
}

QColor markColour(const theme::Tokens &colours, const QString &icon)
{
    if (icon == "status-failure"_L1)
        return colours.failure.solid;
    if (icon == "status-warning"_L1)
        return colours.warning.solid;
    if (icon == "status-info"_L1)
        return colours.focus;
    return colours.text2;
}

void paintRow(const Frame &frame, const Row &row, const QRectF &rect, bool isSelected, bool hasRing)
{
    const theme::Tokens &colours = frame.colours;
    QPainter &painter = frame.painter;
    if (isSelected) {
        painter.fillRect(rect.adjusted(2, 0, -2, 0), colours.selected);
        painter.fillRect(QRectF(rect.left() + 1, rect.top(), std::max(2.0, frame.at(4)), rect.height()), colours.focus);
    }
    if (!frame.detail.hasRowText) {
        paintGreeked(frame, row, rect);
        return;
    }
    const QRectF icon = rowIconRect(rect, frame.scaled(1));
    if (row.status)
        frame.ink.icon(painter, icon, theme::statusIcon(*row.status), colours.status(*row.status).solid,
                       row.status == base::Status::Running ? frame.turn : 0);
    else
        frame.ink.icon(painter, icon, row.icon, row.isDim ? colours.text3 : colours.text2);
    const qreal right = paintEnd(frame, row, rect);
    const qreal left = rect.left() + frame.scaled(32);
    frame.ink.text(painter, {left, rect.top(), right - left, rect.height()}, row.text, TextRole::Row,
                   row.isDim ? colours.text3 : colours.text);
    if (hasRing)
        theme::paintFocusRing(painter, rect.adjusted(4, 3, -4, -3), theme::textChipRadius, colours.focus);
}

} // namespace slipway::canvas
