#pragma once

#include "e2e_releases/releases_hand.h"
#include "fly/client.h"
#include "test_support/outcome.h"

namespace slipway::e2e {

/// Roll-backs of the demo's API in production, and what a colleague does at Fly.io meanwhile.
class FlyHand : public ReleasesHand
{
public:
    using ReleasesHand::ReleasesHand;

    static constexpr auto rollBackKeys = "Ctrl+Shift+B";
    /// The field for the reason that migrations in between ask for.
    static constexpr auto reason = "reason/migrations-crossed";
    static QString api() { return QStringLiteral("patient-graph-api"); }

    /// Starts the program, opens the page and selects what runs in production.
    bool open();
    /// The sheet of a roll-back of it, without the watch, and all that it asks for filled in.
    bool openRollBack();
    bool openPlan();
    /// Gives the sheet the name and the reason that it asks for.
    bool fillIn();
    /// Sees that the sheet goes back to that release.
    bool goesBackTo(const QString &version);
    /// Asks the providers and waits until this version is what the page shows as live.
    bool untilLive(const QString &version);
    /// Confirms; the operation's id.
    QString started();
    /// How often it happened, by the providers' ledger.
    qsizetype count(const QString &effect, const QString &subject = {}) const
    {
        return stage().providers().ledger().count(effect, subject);
    }

    /// Has the same rights.
    fly::Client colleague() const;
    /// What the colleague is answered.
    template<typename T>
    base::Result<T> answer(QCoro::Task<base::Result<T>> task)
    {
        const test::Outcome<T> outcome(std::move(task));
        if (!until([&outcome] { return outcome.isDone(); }))
            return std::unexpected(base::cancelled());
        return outcome.isError() ? std::unexpected(outcome.error()) : base::Result<T>(outcome.value());
    }
    QList<fly::Machine> machines();
    /// How many machines run each image.
    QMap<QString, int> images();
    /// A colleague deploys the machine as it is.
    bool changeMachine(const fly::Machine &machine);
    bool isEachUpdatedOnce();
};

#define HAS(text, part) QVERIFY2((text).contains(part), qPrintable(u"“%1” lacks “%2”"_s.arg(text, part)))
/// What the Activity page says of the newest operation, as soon as it does.
#define TOLD(part)                                                                                                     \
    QVERIFY2(m_hand->until([&] { return m_hand->activity().contains(part); }),                                         \
             qPrintable(u"“%1” lacks “%2”"_s.arg(m_hand->activity(), part)))
#define SUCCEEDS(id)                                                                                                   \
    QVERIFY2(m_hand->untilRested(id), qPrintable(m_hand->standing(id)));                                               \
    QVERIFY2(m_hand->operation(id)->state == operations::OperationState::Succeeded, qPrintable(m_hand->standing(id)))
#define PARKS(id)                                                                                                      \
    QVERIFY2(m_hand->untilRested(id), qPrintable(m_hand->standing(id)));                                               \
    QVERIFY2(m_hand->operation(id)->state == operations::OperationState::Parked, qPrintable(m_hand->standing(id)))

} // namespace slipway::e2e
