#pragma once

#include "runs/time_shares.h"

#include <QListView>

class QStandardItemModel;

namespace slipway::run_pages {

/// Jobs and steps as bars on one time axis: waits lighter, the critical path with a line. Enter or a click goes to the
/// step. A list for the keyboard and screen readers.
class WaterfallView final : public QListView
{
    Q_OBJECT

public:
    explicit WaterfallView(QWidget *parent = nullptr);
    /// `total`: what the axis reaches to.
    void setBars(const QList<runs::WaterfallBar> &bars, runs::milliseconds total);

Q_SIGNALS:
    void stepChosen(const QString &node, qint64 step);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose(const QModelIndex &index);

    QStandardItemModel *m_model;
};

} // namespace slipway::run_pages
