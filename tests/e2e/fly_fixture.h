#pragma once

#include "e2e_releases/fly_hand.h"

#include <QObject>

#include <memory>

namespace slipway::e2e {

/// A window and its providers for each test, and a hand that changes Fly.io's releases in it.
class FlyFixture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

protected:
    const QString api = FlyHand::api();
    const QString reason = QString::fromLatin1(FlyHand::reason);
    /// In the ledger.
    const QString updated = QStringLiteral("machine.updated");

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<FlyHand> m_hand;
};

} // namespace slipway::e2e
