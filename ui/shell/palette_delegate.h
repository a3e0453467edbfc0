#pragma once

#include <QStyledItemDelegate>

namespace slipway::shell {

struct PaletteEntry;

/// Paints the palette's rows: headings, and entries whose current one grows by a line that says what Enter does.
class PaletteDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit PaletteDelegate(QObject *parent = nullptr);

    void setCurrent(const QModelIndex &index);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintEntry(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                    const PaletteEntry &entry) const;
    QRectF paintRight(QPainter &painter, const QStyleOptionViewItem &option, QRectF line,
                      const PaletteEntry &entry) const;

    QPersistentModelIndex m_current;
};

} // namespace slipway::shell
