#pragma once

#include "base/clock.h"

#include <QStyledItemDelegate>

#include <functional>
#include <memory>

namespace slipway::releases_page {

/// Paints the cells of the list of releases, and says a row as a sentence.
class ReleaseDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using PersonName = std::function<QString(const QString &login)>;

    ReleaseDelegate(std::shared_ptr<base::Clock> clock, PersonName personName, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    void paintCell(QPainter &painter, const QRectF &rect, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const;

    std::shared_ptr<base::Clock> m_clock;
    PersonName m_personName;
};

} // namespace slipway::releases_page
