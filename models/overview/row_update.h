#pragma once

#include <QAbstractItemModel>
#include <QSet>

namespace slipway::overview {

/// Turns one list of rows into another under an item model, by id: rows that stay keep their identity, so selections,
/// current items and screen readers' places survive a refresh. Ids are unique within a list.
class RowUpdate
{
public:
    template<typename Model, typename Row>
    static void apply(Model &model, QList<Row> &rows, QList<Row> next)
    {
        removeGone(model, rows, next);
        for (qsizetype at = 0; at < next.size(); ++at)
            place(model, rows, next.at(at), at);
    }

private:
    template<typename Model, typename Row>
    static void removeGone(Model &model, QList<Row> &rows, const QList<Row> &next)
    {
        QSet<QString> stays;
        for (const Row &row : next)
            stays.insert(row.id);
        for (qsizetype at = rows.size() - 1; at >= 0; --at) {
            if (stays.contains(rows.at(at).id))
                continue;
            model.beginRemoveRows({}, static_cast<int>(at), static_cast<int>(at));
            rows.removeAt(at);
            model.endRemoveRows();
        }
    }

    template<typename Model, typename Row>
    static void place(Model &model, QList<Row> &rows, const Row &wanted, qsizetype at)
    {
        const int target = static_cast<int>(at);
        qsizetype from = at;
        while (from < rows.size() && rows.at(from).id != wanted.id)
            ++from;
        if (from == rows.size()) {
            model.beginInsertRows({}, target, target);
            rows.insert(at, wanted);
            model.endInsertRows();
            return;
        }
        if (from != at) {
            const int source = static_cast<int>(from);
            model.beginMoveRows({}, source, source, {}, target);
            rows.move(from, at);
            model.endMoveRows();
        }
        if (rows.at(at) == wanted)
            return;
        rows[at] = wanted;
        // A list model hides columnCount.
        const int columns = static_cast<const QAbstractItemModel &>(model).columnCount();
        emit model.dataChanged(model.index(target, 0), model.index(target, columns - 1));
    }
};

} // namespace slipway::overview
