#pragma once

#include <QStyledItemDelegate>

namespace slipway::pipelines_page {

/// A problem in a row: shape, message, rule and line, and its fix as a link at the right.
class FindingDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

Q_SIGNALS:
    /// The link was clicked.
    void fixRequested(const QModelIndex &index);

private:
    static QRectF fixRect(const QStyleOptionViewItem &option, const QModelIndex &index);
};

} // namespace slipway::pipelines_page
