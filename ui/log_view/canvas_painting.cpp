#include "base/format.h"
#include "log_view/log_canvas.h"
#include "log_view/log_inks.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"

#include <QDateTime>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::log_view {

namespace {

constexpr int leftMargin = 12;
constexpr int columnGap = 16;
constexpr int foldSize = 12;
constexpr int barWidth = 3;

int textWidth(const QFont &font, int characters)
{
    return QFontMetrics(font).horizontalAdvance(QString(characters, u'0'));
}

} // namespace

QString LogCanvas::lineWords(int lines)
{
    return lines == 1 ? tr("1 line") : tr("%1 lines").arg(base::format::count(lines));
}

LogCanvas::Columns LogCanvas::columns() const
{
    const QFont &font = m_lines.look().font;
    Columns columns;
    columns.number = leftMargin;
    columns.time = columns.number + textWidth(font, std::max(3, m_digits)) + columnGap;
    columns.fold = columns.time + (m_showsTimes ? textWidth(font, 8) + columnGap : 0);
    columns.text = columns.fold + foldSize + 4;
    return columns;
}

QList<LogCanvas::Placed> LogCanvas::placed() const
{
    QList<Placed> rows;
    int top = -m_topLine * rowHeight();
    for (int visible = m_top; visible < m_rows.count() && top < viewport()->height(); ++visible) {
        const int lines = linesOf(visible);
        rows.append({m_rows.at(visible), top, lines});
        top += lines * rowHeight();
    }
    return rows;
}

void LogCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_lines.look().tokens.base);
    if (m_rows.count() == 0) {
        paintPlaceholder(painter);
        return;
    }
    const Columns all = columns();
    int widest = m_widest;
    for (const Placed &row : placed()) {
        paintRow(painter, row, all);
        if (!m_wraps && !row.row.isHead())
            widest = std::max(widest, static_cast<int>(laid(row.row).layout->maximumWidth()) + 120);
    }
    if (widest > m_widest) {
        m_widest = widest;
        // A scroll bar must not change while it may be painted.
        QMetaObject::invokeMethod(this, &LogCanvas::updateScrollBars, Qt::QueuedConnection);
    }
}

void LogCanvas::paintPlaceholder(QPainter &painter) const
{
    painter.setPen(m_lines.look().tokens.text3);
    painter.setFont(theme::font(theme::FontRole::Body, font()));
    painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
}

void LogCanvas::paintRow(QPainter &painter, const Placed &placed, const Columns &columns) const
{
    const theme::Tokens &tokens = m_lines.look().tokens;
    const QRect rect(0, placed.top, viewport()->width(), placed.lines * rowHeight());
    if (placed.row == m_caret.row && hasFocus() && !hasSelection())
        painter.fillRect(rect, tokens.selected);
    if (placed.row.isHead())
        paintHead(painter, placed, columns);
    else
        paintText(painter, placed, columns);
    paintGutter(painter, placed, columns);
    if (m_rows.isFoldable(placed.row))
        paintFold(painter, placed, columns);
}

void LogCanvas::paintGutter(QPainter &painter, const Placed &placed, const Columns &columns) const
{
    if (placed.row.isHead())
        return;
    const LineLook &look = m_lines.look();
    const QRect line(0, placed.top, columns.fold - columnGap, rowHeight());
    const LaidLine &own = laid(placed.row);
    if (const QColor mark = markColour(own.line.kind, look.tokens); mark.isValid())
        painter.fillRect(QRect(2, placed.top, barWidth, placed.lines * rowHeight()), mark);
    painter.setFont(look.font);
    painter.setPen(look.tokens.text3);
    const int number = section(placed.row).number + placed.row.line + 1;
    painter.drawText(QRect(columns.number, line.top(), columns.time - columnGap - columns.number, line.height()),
                     Qt::AlignRight | Qt::AlignVCenter, QString::number(number));
    if (m_showsTimes)
        painter.drawText(QRect(columns.time, line.top(), columns.fold - columns.time, line.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, timeText(placed.row));
}

QString LogCanvas::timeText(Row row) const
{
    const auto time = laid(row).line.time;
    return time ? QDateTime::fromMSecsSinceEpoch(*time).toTimeZone(m_zone).toString(u"HH:mm:ss"_s) : QString();
}

void LogCanvas::paintFold(QPainter &painter, const Placed &placed, const Columns &columns) const
{
    const QRect square(columns.fold, placed.top + (rowHeight() - foldSize) / 2, foldSize, foldSize);
    const QString name = m_rows.isFolded(placed.row) ? u"chevron-right"_s : u"chevron-down"_s;
    theme::paintIcon(painter, square, name, m_lines.look().tokens.text2);
}

QString LogCanvas::groupFacts(Row row) const
{
    const RowMap::Group *group = m_rows.group(row);
    if (!group || !m_rows.isFolded(row))
        return {};
    const logs::Section &own = section(row);
    QStringList facts;
    const auto from = own.file->timeAt(own.first + group->first);
    const auto to = own.file->timeAt(own.first + group->last);
    if (from && to && *to - *from >= 1000)
        facts.append(base::format::duration(std::chrono::milliseconds(*to - *from)));
    facts.append(lineWords(std::max(0, group->last - group->first - (group->isOpen ? 0 : 1))));
    return facts.join(u", "_s);
}

void LogCanvas::paintHead(QPainter &painter, const Placed &placed, const Columns &columns) const
{
    const LineLook &look = m_lines.look();
    const QRectF rect(columns.text, placed.top, viewport()->width() - columns.text - 8, rowHeight());
    if (!hasFocus() || placed.row != m_caret.row)
        painter.fillRect(QRectF(0, placed.top, viewport()->width(), rowHeight()), look.tokens.header);
    QFont bold = look.font;
    bold.setWeight(QFont::DemiBold);
    const logs::Section &own = section(placed.row);
    const bool isFailed = own.step.status == base::Status::Failure;
    const QString name = own.step.name.isEmpty() ? own.job : own.step.name;
    const QColor ink = isFailed ? look.tokens.failure.fg : look.tokens.text;
    const qreal width = theme::paintText(painter, rect, name, bold, ink);
    const QString facts = headWords(placed.row).mid(name.size() + 2);
    theme::paintText(painter, rect.adjusted(width + 8, 0, 0, 0), facts, look.font, look.tokens.text2);
}

QString LogCanvas::headWords(Row row) const
{
    const logs::Section &own = section(row);
    QStringList words{own.step.name.isEmpty() ? own.job : own.step.name};
    const bool isRunning = own.step.status == base::Status::Running;
    if (isRunning)
        words.append(tr("running"));
    if (own.step.status == base::Status::Failure)
        words.append(tr("failed"));
    std::optional<qint64> took;
    if (own.step.startedAt.isValid() && own.step.completedAt.isValid()) {
        took = own.step.startedAt.msecsTo(own.step.completedAt);
    } else if (own.lineCount() > 0) {
        const auto from = own.file->timeAt(own.first);
        const auto to = own.file->timeAt(own.last - 1);
        if (from && to)
            took = *to - *from;
    }
    if (took && *took >= 0)
        words.append(base::format::duration(std::chrono::milliseconds(*took / 1000 * 1000)));
    if (m_rows.isFolded({row.section, -1}))
        words.append(lineWords(own.lineCount()));
    return words.join(u", "_s);
}

QList<QTextLayout::FormatRange> LogCanvas::highlights(Row row, const LaidLine &line) const
{
    const theme::Tokens &tokens = m_lines.look().tokens;
    QList<QTextLayout::FormatRange> ranges;
    const auto add = [&ranges](qsizetype start, qsizetype length, const QColor &back, const QColor &front) {
        QTextCharFormat format;
        format.setBackground(back);
        format.setForeground(front);
        ranges.append({static_cast<int>(start), static_cast<int>(length), format});
    };
    for (const logs::Match &match : line.matches) {
        const bool isCurrent = m_match && m_match->first == row && m_match->second == match;
        add(match.start, match.length, isCurrent ? tokens.accent : tokens.warning.bg,
            isCurrent ? tokens.accentText : tokens.warning.fg);
    }
    const auto [from, to] = std::minmax(m_caret, m_anchor);
    if (from == to || row < from.row || to.row < row)
        return ranges;
    const int begin = row == from.row ? from.column : 0;
    const int end = row == to.row ? to.column : static_cast<int>(line.line.text.size());
    if (end > begin)
        add(begin, end - begin, hasFocus() ? tokens.accent : tokens.band, hasFocus() ? tokens.accentText : tokens.text);
    return ranges;
}

void LogCanvas::paintText(QPainter &painter, const Placed &placed, const Columns &columns) const
{
    const LaidLine &line = laid(placed.row);
    const int indent = std::min(m_rows.depth(placed.row), 8) * groupIndent;
    const qreal x = columns.text + indent - (m_wraps ? 0 : horizontalScrollBar()->value());
    painter.save();
    painter.setClipRect(QRect(columns.text - 2, placed.top, viewport()->width(), placed.lines * rowHeight()));
    const qreal lead = (rowHeight() - QFontMetricsF(m_lines.look().font).height()) / 2;
    line.layout->draw(&painter, QPointF(x, placed.top + lead), highlights(placed.row, line));
    if (placed.row == m_caret.row && hasFocus())
        line.layout->drawCursor(&painter, QPointF(x, placed.top + lead),
                                std::min(m_caret.column, static_cast<int>(line.line.text.size())), 1);
    paintTail(painter, placed, line, x);
    painter.restore();
}

void LogCanvas::paintTail(QPainter &painter, const Placed &placed, const LaidLine &line, qreal x) const
{
    const LineLook &look = m_lines.look();
    const QTextLine last = line.layout->lineAt(line.lineCount() - 1);
    const qreal end = x + last.naturalTextWidth() + 8;
    const int top = placed.top + (placed.lines - 1) * rowHeight();
    if (const QString facts = groupFacts(placed.row); !facts.isEmpty())
        theme::paintText(painter, QRectF(end, top, 400, rowHeight()), facts, look.font, look.tokens.text2);
    if (line.partCount > 1)
        theme::paintText(painter, partRect(placed, line), partWords(line), look.font, look.tokens.link);
    const logs::Section &own = section(placed.row);
    const bool isTail = own.step.status == base::Status::Running && placed.row.line == own.lineCount() - 1;
    if (isTail)
        painter.fillRect(QRectF(end - 6, top + 3, 7, rowHeight() - 6), look.tokens.text2);
}

QString LogCanvas::partWords(const LaidLine &line) const
{
    return tr("Part %1 of %2 of a long line: show the next")
        .arg(base::format::count(line.part + 1), base::format::count(line.partCount));
}

QRect LogCanvas::partRect(const Placed &placed, const LaidLine &line) const
{
    const int width = QFontMetrics(m_lines.look().font).horizontalAdvance(partWords(line)) + 4;
    const int top = placed.top + (placed.lines - 1) * rowHeight();
    // At the right edge, where it is in sight however long the line is.
    return {viewport()->width() - width - 8, top, width, rowHeight()};
}

} // namespace slipway::log_view
