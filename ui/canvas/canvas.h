#pragma once

#include "canvas/picture.h"

#include <QAbstractScrollArea>
#include <QMimeData>
#include <QPainterPath>

#include <functional>
#include <memory>

namespace slipway::base {
class Clock;
}

namespace slipway::canvas {

class Outline;

/// A block of the palette on its way: text/plain holds nothing, this type holds the block's id ("job", "step.run").
inline constexpr auto blockMimeType = "application/x-slipway-block";

/// Where something was let go: on a card, before row `row` (rows.size() = at the end), or on free canvas.
struct DropSpot {
    Spot spot;
    QPointF at;
    bool isOnCard() const { return !spot.isNull(); }
};

/// What the owner lets people do, and its answers while a pointer moves. Absent functions: not allowed.
struct Abilities {
    /// Why `from` may not be joined to `to`; empty when it may.
    std::function<QString(const QString &from, const QString &to)> refusalToConnect;
    /// Whether the card is a source / target of new links.
    std::function<bool(const QString &card)> canStartLink;
    /// Why rows of a card may not go into the other one; empty when they may.
    std::function<QString(const Spot &from, const QString &toCard)> refusalToMoveRow;
    /// Why a block may not be dropped there; empty when it may.
    std::function<QString(const QString &block, const DropSpot &where)> refusalToDrop;
    /// What inline renaming starts with; nothing when this has no name to change.
    std::function<std::optional<QString>(const Spot &spot)> nameToEdit;
};

/// The graph view: own painting, pan, zoom at the pointer, minimap, marquee, selection, tools, keyboard, accessibility.
///
/// Cards keep their places over `setPicture`; new ones go where the layout finds room; only `tidy` (animated) and the
/// person move them. Asks for every change of the graph by signals and changes nothing itself.
class Canvas final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit Canvas(QWidget *parent = nullptr);
    ~Canvas() override;

    void setPicture(const Picture &picture);
    const Picture &picture() const;
    void setAbilities(Abilities abilities);
    /// Dims everything and shows `words` at the top; empty: as usual.
    void setFrozen(const QString &words);
    /// What an empty picture shows, and the words of its button (see `emptyActionRequested`).
    void setEmptyWords(const QString &words, const QString &button = {});
    /// Pixels are drawn as if motion was reduced.
    void setMotionReduced(bool reduced);

    QList<Spot> selection() const;
    Spot current() const;
    void setSelection(const QList<Spot> &spots, const Spot &current);

    qreal zoom() const;
    void setZoom(qreal zoom);
    void zoomIn();
    void zoomOut();
    /// All cards in sight, at most at 100 %.
    void fit();
    /// Lays all out anew and moves cards there.
    void tidy();
    void reveal(const Spot &spot);
    /// A card has another id from the next picture on, and stays where it is.
    void renameCard(const QString &from, const QString &to);
    /// The next new card stands with its corner at `at` (as DropSpot::at), where that covers no other.
    void expectNewAt(const QPointF &at);
    void startConnecting();
    void startRenaming();
    void setMinimapShown(bool shown);
    /// A line with the most useful keys at the bottom left; off at first, but shown to who uses the keyboard here.
    void setHintsShown(bool shown);
    /// Where time comes from while something turns or scrolls by itself; it must outlive the canvas.
    void setClock(base::Clock &clock);

    /// Where the person put cards, zoom and place; for `restoreView` of the same graph; empty: as if new.
    QByteArray saveView() const;
    void restoreView(const QByteArray &view);

    /// In the widget's pixels, for tests and popups; empty when out of sight or unknown.
    QRectF rectOf(const Spot &spot) const;
    QPointF outPortOf(const QString &card) const;
    QPainterPath pathOf(const QString &from, const QString &to) const;
    /// For screen readers' interfaces alone.
    Outline *outline() const;

Q_SIGNALS:
    void selectionChanged();
    /// Enter or double click.
    void activated(const slipway::canvas::Spot &spot);
    void zoomChanged(qreal zoom);
    void connectRequested(const QString &from, const QString &to);
    void cutRequested(const QString &from, const QString &to);
    /// Steps go before row `toRow` of `toCard`, counted before they are taken out.
    void moveRowsRequested(const QList<slipway::canvas::Spot> &rows, const QString &toCard, int toRow);
    void dropRequested(const QString &block, const slipway::canvas::DropSpot &where);
    /// A key asks for a block next to what is current: J, S, A, G, I, M, T.
    void addRequested(const QString &block);
    /// The name may be empty: whether that is one is the owner's to say.
    void renameRequested(const slipway::canvas::Spot &spot, const QString &name);
    void removeRequested();
    void foldRequested(const QString &card, bool folded);
    void menuRequested(const slipway::canvas::Spot &spot, const QPoint &globalPosition);
    void linkMenuRequested(const QString &from, const QString &to, const QPoint &globalPosition);
    /// Dropped or pasted text from another program.
    void textDropped(const QString &text, const slipway::canvas::DropSpot &where);
    void emptyActionRequested();
    /// The person moved cards or the view: worth keeping.
    void viewChanged();

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::canvas
