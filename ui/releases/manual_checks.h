#pragma once

#include "health/watch.h"

#include <QWidget>

class QVBoxLayout;

namespace slipway::releases_page {

/// The checks that people make after a deploy, each with a box and who ticked it.
class ManualChecks final : public QWidget
{
    Q_OBJECT

public:
    explicit ManualChecks(QWidget *parent = nullptr);
    /// The manual ones are shown.
    void setItems(const QList<health::VerificationItem> &items);
    /// Why nobody may tick; empty: one may.
    void setObstacle(const QString &words);
    int count() const;
    int ticked() const;

Q_SIGNALS:
    void tickRequested(const QString &itemId, bool isTicked);

private:
    void build();
    void showItems(const QList<health::VerificationItem> &items);

    QVBoxLayout *m_column;
    QList<health::VerificationItem> m_items;
    QString m_obstacle;
};

} // namespace slipway::releases_page
