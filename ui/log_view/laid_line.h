#pragma once

#include "log_view/row_map.h"
#include "logs/matcher.h"
#include "theme/tokens.h"

#include <QCache>
#include <QTextLayout>

#include <memory>

namespace slipway::log_view {

/// A line as it is on screen.
struct LaidLine {
    logs::Line line;
    std::unique_ptr<QTextLayout> layout;
    QList<logs::Match> matches;
    /// Of a line too long to be laid out whole.
    qint64 part = 0;
    qint64 partCount = 1;

    int lineCount() const { return layout->lineCount(); }
};

/// What lines are laid out by.
struct LineLook {
    QFont font;
    theme::Tokens tokens;
    /// 0: lines are not wrapped.
    qreal wrapWidth = 0;
    int rowHeight = 18;
    std::optional<logs::Matcher> matcher;
};

/// The lines that were laid out lately.
class LaidLines
{
public:
    LaidLines();

    void setLook(LineLook look);
    const LineLook &look() const { return m_look; }
    void forget() { m_lines.clear(); }
    void forgetFrom(int section, int line);
    /// Another part of a long line.
    void setPart(Row row, qint64 part);
    qint64 part(Row row) const { return m_parts.value(row, 0); }

    /// `row` is a line. Valid until the next call.
    const LaidLine &lay(const logs::Section &section, Row row);

private:
    std::unique_ptr<LaidLine> laidOut(const logs::Section &section, Row row) const;

    LineLook m_look;
    QCache<Row, LaidLine> m_lines;
    QHash<Row, qint64> m_parts;
};

inline size_t qHash(const Row &row, size_t seed = 0)
{
    return qHashMulti(seed, row.section, row.line);
}

} // namespace slipway::log_view
