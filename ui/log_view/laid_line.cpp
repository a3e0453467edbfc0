#include "log_view/laid_line.h"

#include "log_view/log_inks.h"

namespace slipway::log_view {

namespace {

/// Some screens.
constexpr qsizetype mostLines = 600;

QList<QTextLayout::FormatRange> formats(const logs::Line &line, const LineLook &look)
{
    QList<QTextLayout::FormatRange> ranges;
    const QColor text = textColour(line.kind, look.tokens);
    QTextCharFormat whole;
    whole.setForeground(text);
    if (line.kind == logs::LineKind::Group)
        whole.setFontWeight(QFont::DemiBold);
    ranges.append({0, static_cast<int>(line.text.size()), whole});
    for (const logs::InkSpan &span : line.inks) {
        ranges.append({static_cast<int>(span.start), static_cast<int>(span.length),
                       format(span.ink, look.tokens, look.tokens.base, text)});
    }
    return ranges;
}

void lay(QTextLayout &layout, const LineLook &look)
{
    layout.beginLayout();
    qreal y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(look.wrapWidth > 0 ? look.wrapWidth : 1e7);
        line.setPosition({0, y});
        y += look.rowHeight;
    }
    layout.endLayout();
}

} // namespace

LaidLines::LaidLines()
    : m_lines(mostLines)
{ }

void LaidLines::setLook(LineLook look)
{
    m_look = std::move(look);
    forget();
}

void LaidLines::forgetFrom(int section, int line)
{
    for (const Row &row : m_lines.keys()) {
        if (row.section == section && row.line >= line)
            m_lines.remove(row);
    }
}

void LaidLines::setPart(Row row, qint64 part)
{
    m_parts.insert(row, part);
    m_lines.remove(row);
}

std::unique_ptr<LaidLine> LaidLines::laidOut(const logs::Section &section, Row row) const
{
    auto laid = std::make_unique<LaidLine>();
    const int line = section.first + row.line;
    laid->partCount = section.file->partCount(line);
    laid->part = std::min(part(row), laid->partCount - 1);
    laid->line = section.file->line(line, laid->part);
    if (m_look.matcher)
        laid->matches = m_look.matcher->in(laid->line.text);
    laid->layout = std::make_unique<QTextLayout>(laid->line.text, m_look.font);
    QTextOption option;
    option.setTextDirection(Qt::LeftToRight);
    option.setWrapMode(m_look.wrapWidth > 0 ? QTextOption::WrapAnywhere : QTextOption::NoWrap);
    laid->layout->setTextOption(option);
    laid->layout->setCacheEnabled(true);
    laid->layout->setFormats(formats(laid->line, m_look));
    log_view::lay(*laid->layout, m_look);
    return laid;
}

const LaidLine &LaidLines::lay(const logs::Section &section, Row row)
{
    if (const LaidLine *known = m_lines.object(row))
        return *known;
    LaidLine *laid = laidOut(section, row).release();
    m_lines.insert(row, laid);
    return *laid;
}

} // namespace slipway::log_view
