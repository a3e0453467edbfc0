#include "log_view/log_canvas.h"

#include "log_view/log_access.h"
#include "log_view/log_inks.h"
#include "log_view/marked_scroll_bar.h"
#include "theme/fonts.h"

#include <QEvent>
#include <QScrollBar>
#include <QTimerEvent>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace slipway::log_view {

namespace {

/// The design's row, and what a larger font needs.
constexpr int leastRowHeight = 18;
/// Marks beside the scroll bar: more than pixels are not to be told apart.
constexpr size_t mostMarks = 20'000;
/// Marks follow growth and folding this much later, so that a stream of lines does not repaint them for each.
constexpr int marksDelay = 60;

} // namespace

LogCanvas::LogCanvas(const logs::Finder &finder, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_finder(finder)
    , m_bar(new MarkedScrollBar(this))
{
    setVerticalScrollBar(m_bar);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Log"));
    installLogAccess();
    takeLook();
}

LogCanvas::~LogCanvas() = default;

void LogCanvas::setLog(std::shared_ptr<logs::RunLog> log)
{
    if (m_log)
        m_log->disconnect(this);
    m_log = std::move(log);
    m_rows = {};
    m_caret = m_anchor = {};
    m_match.reset();
    m_top = m_topLine = m_widest = 0;
    if (m_log) {
        connect(m_log.get(), &logs::RunLog::changed, this, &LogCanvas::takeSections);
        connect(m_log.get(), &logs::RunLog::grew, this, &LogCanvas::takeGrowth);
        connect(m_log.get(), &logs::RunLog::restarted, this, [this] {
            m_lines.forget();
            takeSections();
        });
    }
    takeSections();
    m_caret = m_anchor = first();
    if (!m_isFollowing)
        scrollTo(0, 0);
}

void LogCanvas::setPlaceholder(const QString &words)
{
    m_placeholder = words;
    viewport()->update();
}

void LogCanvas::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    viewport()->update();
}

const logs::Section &LogCanvas::section(Row row) const
{
    return m_log->sections().at(row.section);
}

void LogCanvas::takeLook()
{
    LineLook look;
    look.font = theme::font(theme::FontRole::Mono, font());
    look.tokens = theme::tokens(palette());
    look.rowHeight = std::max(leastRowHeight, QFontMetrics(look.font).height() + 2);
    look.matcher = m_finder.matcher();
    m_lines.setLook(look);
    if (m_wraps) {
        look.wrapWidth = std::max(80, viewport()->width() - columns().text - 8);
        m_lines.setLook(look);
    }
    updateScrollBars();
    viewport()->update();
}

void LogCanvas::refreshMatches()
{
    takeLook();
    m_marksTimer.start(marksDelay, this);
}

void LogCanvas::takeSections()
{
    m_rows.setSections(m_log ? m_log->sections() : QList<logs::Section>());
    m_lines.forget();
    restore();
}

void LogCanvas::takeGrowth(int section, int firstLine)
{
    m_lines.forgetFrom(section, firstLine);
    m_rows.setSections(m_log->sections());
    restore();
}

bool LogCanvas::isThere(Row row) const
{
    return m_log && row.section >= 0 && row.section < m_log->sections().size()
        && (row.isHead() ? m_rows.hasHead(row.section) : row.line < section(row).lineCount());
}

void LogCanvas::restore()
{
    int lines = 1;
    if (m_log) {
        for (const logs::Section &own : m_log->sections())
            lines = std::max(lines, own.number + own.lineCount());
    }
    m_digits = static_cast<int>(QString::number(lines).size());
    if (!isThere(m_caret.row))
        m_caret = m_anchor = first();
    if (!isThere(m_anchor.row))
        m_anchor = m_caret;
    updateScrollBars();
    if (m_isFollowing)
        scrollToEnd();
    m_marksTimer.start(marksDelay, this);
    viewport()->update();
}

const LaidLine &LogCanvas::laid(Row row) const
{
    return m_lines.lay(section(row), row);
}

int LogCanvas::linesOf(int visible) const
{
    const Row row = m_rows.at(visible);
    return m_wraps && !row.isHead() ? laid(row).lineCount() : 1;
}

std::pair<int, int> LogCanvas::lastTop() const
{
    int room = viewport()->height() / rowHeight();
    for (int row = m_rows.count() - 1; row >= 0; --row) {
        const int lines = linesOf(row);
        if (lines >= room)
            return {row, lines - room};
        room -= lines;
    }
    return {0, 0};
}

void LogCanvas::updateScrollBars()
{
    const auto [row, line] = lastTop();
    const int page = std::max(1, viewport()->height() / rowHeight());
    const QSignalBlocker blocker(m_bar);
    m_bar->setPageStep(page);
    m_bar->setSingleStep(1);
    m_bar->setRange(0, row);
    if (std::pair(m_top, m_topLine) > std::pair(row, line))
        std::tie(m_top, m_topLine) = std::pair(row, line);
    m_bar->setValue(m_top);
    const int wide = m_wraps ? 0 : m_widest + columns().text + 24 - viewport()->width();
    horizontalScrollBar()->setRange(0, std::max(0, wide));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(24);
}

void LogCanvas::scrollTo(int row, int line)
{
    const auto end = lastTop();
    const auto to = std::clamp(std::pair(row, line), std::pair(0, 0), end);
    std::tie(m_top, m_topLine) = to;
    const QSignalBlocker blocker(m_bar);
    m_bar->setValue(m_top);
    m_bar->update();
    viewport()->update();
}

void LogCanvas::scrollToEnd()
{
    const auto [row, line] = lastTop();
    scrollTo(row, line);
}

void LogCanvas::scrollLines(int lines)
{
    int row = m_top;
    int line = m_topLine + lines;
    while (line < 0 && row > 0)
        line += linesOf(--row);
    while (row < m_rows.count() && line >= linesOf(row))
        line -= linesOf(row++);
    if (lines < 0)
        stopFollowing();
    scrollTo(row, std::max(0, line));
}

void LogCanvas::scrollContentsBy(int, int dy)
{
    if (dy != 0) {
        m_top = m_bar->value();
        m_topLine = 0;
        if (m_top < m_bar->maximum())
            stopFollowing();
        else
            scrollToEnd();
    }
    viewport()->update();
}

void LogCanvas::scrollToTop(Row row)
{
    if (!isThere(row))
        return;
    m_rows.reveal(row);
    updateScrollBars();
    scrollTo(m_rows.visibleOf(row), 0);
}

void LogCanvas::ensureVisible(Row row)
{
    const int visible = m_rows.visibleOf(row);
    const int page = std::max(1, viewport()->height() / rowHeight());
    if (visible < m_top || (visible == m_top && m_topLine > 0)) {
        scrollTo(visible, 0);
        return;
    }
    int lines = -m_topLine;
    for (int at = m_top; at <= visible && lines <= page; ++at)
        lines += linesOf(at);
    if (lines <= page)
        return;
    // So much above it that its last line is at the bottom.
    int top = visible;
    for (int room = page - linesOf(visible); top > 0 && room >= linesOf(top - 1); --top)
        room -= linesOf(top - 1);
    scrollTo(top, 0);
}

void LogCanvas::stopFollowing()
{
    setFollowing(false);
}

void LogCanvas::setFollowing(bool follows)
{
    if (m_isFollowing == follows)
        return;
    m_isFollowing = follows;
    if (follows)
        scrollToEnd();
    Q_EMIT followingChanged(follows);
}

void LogCanvas::setShowsTimes(bool shows)
{
    if (m_showsTimes == shows)
        return;
    m_showsTimes = shows;
    takeLook();
    Q_EMIT showsTimesChanged(shows);
}

void LogCanvas::setWrapsLines(bool wraps)
{
    if (m_wraps == wraps)
        return;
    m_wraps = wraps;
    m_topLine = 0;
    takeLook();
    if (m_isFollowing)
        scrollToEnd();
    Q_EMIT wrapsLinesChanged(wraps);
}

void LogCanvas::setFolded(Row row, bool isFolded)
{
    m_rows.setFolded(row, isFolded);
    if (isThere(m_caret.row) && !m_rows.isVisible(m_caret.row))
        m_caret = m_anchor = {m_rows.at(m_rows.visibleOf(m_caret.row)), 0};
    updateScrollBars();
    m_marksTimer.start(marksDelay, this);
    viewport()->update();
}

void LogCanvas::setAllFolded(bool isFolded)
{
    if (m_rows.count() == 0)
        return;
    m_rows.setAllFolded(isFolded);
    setFolded({}, isFolded);
}

void LogCanvas::updateMarks()
{
    std::vector<MarkedScrollBar::Mark> marks;
    const theme::Tokens &tokens = theme::tokens(palette());
    const double count = std::max(1, m_rows.count());
    const auto add = [&](int section, int line, int rank, const QColor &colour) {
        marks.push_back({m_rows.visibleOf({section, line}) / count, rank, colour});
    };
    for (int index = 0; m_log && index < m_log->sections().size(); ++index) {
        const logs::Section &own = m_log->sections().at(index);
        for (const logs::Mark &mark : own.file->index().marks()) {
            const auto line = static_cast<int>(mark.line);
            if (isProblem(mark.kind) && line >= own.first && line < own.last && marks.size() < mostMarks)
                add(index, line - own.first, mark.kind == logs::LineKind::Error ? 2 : 1, markColour(mark.kind, tokens));
        }
        const auto *found = m_finder.lines(own.file.get());
        const size_t stride = found ? found->size() / mostMarks + 1 : 1;
        for (size_t at = 0; found && at < found->size(); at += stride) {
            const auto line = static_cast<int>((*found)[at]);
            if (line >= own.first && line < own.last)
                add(index, line - own.first, 0, tokens.focus);
        }
    }
    m_bar->setMarks(std::move(marks));
}

void LogCanvas::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_marksTimer.timerId()) {
        m_marksTimer.stop();
        updateMarks();
    } else if (event->timerId() == m_dragTimer.timerId()) {
        const bool isAbove = m_pointer.y() < 0;
        scrollLines(isAbove ? -2 : 2);
        moveCaret(placeAt(m_pointer), Move::Select);
    } else {
        QAbstractScrollArea::timerEvent(event);
    }
}

void LogCanvas::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (m_wraps)
        takeLook();
    updateScrollBars();
    if (m_isFollowing)
        scrollToEnd();
}

void LogCanvas::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange) {
        takeLook();
        m_marksTimer.start(marksDelay, this);
    }
}

} // namespace slipway::log_view
