#pragma once

#include "base/clock.h"

#include <QStyledItemDelegate>

namespace slipway::activity_page {

/// An operation in two lines: what, and by whom, where and how far; its time at the right.
class OperationDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    OperationDelegate(std::shared_ptr<base::Clock> clock, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    std::shared_ptr<base::Clock> m_clock;
};

} // namespace slipway::activity_page
