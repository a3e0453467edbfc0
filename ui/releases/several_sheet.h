#pragma once

#include "releases_page/detail_rows.h"
#include "rollout/draft.h"
#include "widgets/sheet.h"

class QComboBox;
class QGridLayout;

namespace slipway::releases_page {

/// What several apps shall do together: each is left as it is, promoted, rolled back or migrated. Their order and the
/// plan come next.
class SeveralSheet final : public widgets::Sheet
{
    Q_OBJECT

public:
    SeveralSheet(std::shared_ptr<const releases::History> history, const Reading &reading, QWidget *over);

    /// In the workspace's order.
    QList<rollout::Wish> wishes() const;

Q_SIGNALS:
    void planRequested(const QList<slipway::rollout::Wish> &wishes);

private:
    void addApp(QGridLayout &grid, const releases::Lane &lane, const Reading &reading);
    void judge();

    struct Row {
        QComboBox *choice = nullptr;
        /// By the choice's index; the first one is nothing.
        QList<rollout::Wish> wishes;
    };
    std::shared_ptr<const releases::History> m_history;
    QList<Row> m_rows;
};

} // namespace slipway::releases_page
