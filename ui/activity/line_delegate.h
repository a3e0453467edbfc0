#pragma once

#include "base/clock.h"

#include <QStyledItemDelegate>

namespace slipway::activity_page {

/// A line of the audit log: when, who, and what in a sentence.
class LineDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    LineDelegate(std::shared_ptr<base::Clock> clock, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    std::shared_ptr<base::Clock> m_clock;
};

} // namespace slipway::activity_page
