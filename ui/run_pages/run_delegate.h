#pragma once

#include "base/clock.h"

#include <QStyledItemDelegate>

namespace slipway::run_pages {

/// Paints a run as two lines: status, title and person; number, commit and time.
class RunDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    RunDelegate(std::shared_ptr<base::Clock> clock, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
    /// What a screen reader says of the row.
    QString spoken(const QModelIndex &index) const;

private:
    std::shared_ptr<base::Clock> m_clock;
};

} // namespace slipway::run_pages
