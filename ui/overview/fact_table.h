#pragma once

#include <QTableView>
#include <QUrl>

class QMenu;

namespace slipway::overview_page {

/// What a click on a part of a cell does: copies a text or opens a page.
struct Target {
    QString copies;
    QUrl page;
    bool isEmpty() const { return copies.isEmpty() && page.isEmpty(); }
    bool operator==(const Target &) const = default;
};

/// A table of rows of one height without grid or frame, that opens, copies and explains its cells: Enter or a double
/// click opens, Ctrl+C copies, the Menu key or the right button lists both, the pointer shows what can be clicked.
class FactTable : public QTableView
{
    Q_OBJECT

public:
    explicit FactTable(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// What stands where rows would, when there are none.
    void setEmptyWords(const QString &words);

    /// The height that shows every row, the header included.
    int wantedHeight() const;

    /// The cell and the part of it that the pointer is over; for delegates.
    QModelIndex hotIndex() const { return m_hotIndex; }
    const Target &hotTarget() const { return m_hot; }

Q_SIGNALS:
    void openRequested(const QUrl &page);
    void copyRequested(const QString &text);
    void wantedHeightChanged();

protected:
    /// What is under `spot`, in the viewport's coordinates, inside the cell.
    virtual Target targetAt(const QModelIndex &index, const QPoint &spot) const = 0;
    virtual QString tipAt(const QModelIndex &index, const QPoint &spot) const = 0;
    virtual QUrl pageOf(const QModelIndex &index) const = 0;
    virtual QString copyTextOf(const QModelIndex &index) const = 0;
    virtual void fillMenu(QMenu &menu, const QModelIndex &index) = 0;
    /// Sizes that follow the font: rows, header, columns.
    virtual void adoptFont() = 0;

    void setHead(QHeaderView *head);

    /// A menu entry that copies `text`; left out when there is none.
    void addCopy(QMenu &menu, const QString &title, const QString &text);
    /// A menu entry that opens `page`; left out when there is none.
    void addOpen(QMenu &menu, const QString &title, const QUrl &page);

    void paintEvent(QPaintEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describeEmptiness();
    void setHot(const QModelIndex &index, const Target &target);
    void follow(const Target &target);
    void open(const QModelIndex &index);
    bool showTip(const QPoint &spot, const QPoint &globalSpot);

    QString m_emptyWords;
    QPersistentModelIndex m_hotIndex;
    Target m_hot;
    Target m_pressed;
};

} // namespace slipway::overview_page
