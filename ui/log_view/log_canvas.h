#pragma once

#include "log_view/laid_line.h"
#include "log_view/row_map.h"
#include "logs/finder.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <QTimeZone>

#include <memory>

namespace slipway::log_view {

class MarkedScrollBar;

/// A place between two characters of a row.
struct TextPlace {
    Row row;
    int column = 0;
    auto operator<=>(const TextPlace &) const = default;
};

/// The lines themselves: painting, folding, the cursor, selecting and scrolling. GUI thread.
class LogCanvas final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// What is copied at most, in characters.
    static constexpr qsizetype mostCopied = 8'000'000;

    explicit LogCanvas(const logs::Finder &finder, QWidget *parent = nullptr);
    ~LogCanvas() override;

    void setLog(std::shared_ptr<logs::RunLog> log);
    const std::shared_ptr<logs::RunLog> &log() const { return m_log; }
    void setPlaceholder(const QString &words);
    void setTimeZone(const QTimeZone &zone);
    /// Marks of what is looked for have changed.
    void refreshMatches();

    bool isFollowing() const { return m_isFollowing; }
    void setFollowing(bool follows);
    bool showsTimes() const { return m_showsTimes; }
    void setShowsTimes(bool shows);
    bool wrapsLines() const { return m_wraps; }
    void setWrapsLines(bool wraps);

    const RowMap &rows() const { return m_rows; }
    void setFolded(Row row, bool isFolded);
    void setAllFolded(bool isFolded);

    TextPlace caret() const { return m_caret; }
    /// Where the selection began; the caret's place when nothing is selected.
    TextPlace anchor() const { return m_anchor; }
    /// Unfolds what hides the row, scrolls there and puts the cursor at `column`.
    void goTo(Row row, int column = 0);
    /// The same, and shows `match` as the current one.
    void goToMatch(Row row, qint64 part, const logs::Match &match);
    /// Goes to the next match in the cursor's line, if there is one on that side.
    bool stepMatch(int direction);
    void clearMatch();
    /// Brings the row to the top.
    void scrollToTop(Row row);

    bool hasSelection() const { return m_caret != m_anchor; }
    void selectAll();
    /// The selected text; lines that fold away are part of it.
    QString selectedText() const;
    void copy();

    /// For screen readers: the rows in sight, and their words.
    QList<Row> rowsInSight() const;
    QString textOf(Row row) const;
    /// What a head says: "Run tests, 1 min 21 s, 84 lines".
    QString headWords(Row row) const;
    QRect rectOf(Row row) const;

Q_SIGNALS:
    void followingChanged(bool follows);
    void showsTimesChanged(bool shows);
    void wrapsLinesChanged(bool wraps);
    void caretMoved();
    void findRequested();
    /// Something about an act that people should know: "Only the first 8 000 000 characters were copied."
    void noticed(const QString &words);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    struct Columns {
        int number = 0;
        int time = 0;
        int fold = 0;
        int text = 0;
    };
    /// A row in sight: its top edge and how many lines it takes.
    struct Placed {
        Row row;
        int top = 0;
        int lines = 1;
    };
    enum class Move { Keep, Select };
    /// How far lines of a group stand in.
    static constexpr int groupIndent = 12;

    Columns columns() const;
    int rowHeight() const { return m_lines.look().rowHeight; }
    int linesOf(int visible) const;
    const LaidLine &laid(Row row) const;
    QList<Placed> placed() const;
    const logs::Section &section(Row row) const;

    /// Whether the log still has the row.
    bool isThere(Row row) const;
    void takeLook();
    void takeSections();
    void takeGrowth(int section, int first);
    void restore();
    void updateScrollBars();
    void updateMarks();
    void scrollTo(int row, int line);
    void scrollLines(int lines);
    void scrollToEnd();
    void ensureVisible(Row row);
    void stopFollowing();
    std::pair<int, int> lastTop() const;

    void paintRow(QPainter &painter, const Placed &placed, const Columns &columns) const;
    void paintGutter(QPainter &painter, const Placed &placed, const Columns &columns) const;
    void paintHead(QPainter &painter, const Placed &placed, const Columns &columns) const;
    void paintFold(QPainter &painter, const Placed &placed, const Columns &columns) const;
    void paintText(QPainter &painter, const Placed &placed, const Columns &columns) const;
    void paintTail(QPainter &painter, const Placed &placed, const LaidLine &line, qreal x) const;
    void paintPlaceholder(QPainter &painter) const;
    QList<QTextLayout::FormatRange> highlights(Row row, const LaidLine &line) const;
    static QString lineWords(int lines);
    QString timeText(Row row) const;
    QString groupFacts(Row row) const;
    QString partWords(const LaidLine &line) const;
    QRect partRect(const Placed &placed, const LaidLine &line) const;

    TextPlace placeAt(QPoint position) const;
    void moveCaret(TextPlace to, Move move);
    void moveRows(int rows, Move move);
    bool moveByKey(QKeyEvent &event);
    bool actByKey(QKeyEvent &event);
    bool foldByKey(bool isFolded);
    void toggle(Row row);
    void showPart(Row row, qint64 part);
    bool pressHead(const Placed &placed, QPoint position);
    void selectWord(TextPlace at);
    TextPlace first() const;
    TextPlace last() const;
    QString linesText(int section, int first, int last) const;

    const logs::Finder &m_finder;
    std::shared_ptr<logs::RunLog> m_log;
    RowMap m_rows;
    mutable LaidLines m_lines;
    MarkedScrollBar *m_bar = nullptr;
    QString m_placeholder;
    QTimeZone m_zone = QTimeZone::LocalTime;
    TextPlace m_caret;
    TextPlace m_anchor;
    std::optional<std::pair<Row, logs::Match>> m_match;
    int m_top = 0;
    int m_topLine = 0;
    int m_widest = 0;
    int m_wheel = 0;
    int m_digits = 1;
    QPoint m_pointer;
    QBasicTimer m_dragTimer;
    QBasicTimer m_marksTimer;
    bool m_isDragging = false;
    bool m_isFollowing = true;
    bool m_showsTimes = true;
    bool m_wraps = false;
};

} // namespace slipway::log_view
