#pragma once

#include <QStyledItemDelegate>

namespace slipway::pipelines_page {

/// A workflow in two lines: status and name, then what its newest run does.
class WorkflowDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace slipway::pipelines_page
