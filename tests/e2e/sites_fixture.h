#pragma once

#include "e2e_releases/releases_hand.h"

#include <QObject>

#include <memory>

namespace slipway::e2e {

/// A window and its providers for each test, and what a person does with sites and with an API beside them.
class SitesFixture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

protected:
    /// Starts the program, opens the page and selects what an app runs in production.
    bool open(const QString &app);
    /// A command by its name in the palette; waits for its sheet.
    bool command(const QString &words);
    /// Confirms; the operation's id.
    QString started();
    /// Whether Vercel keeps pushes from a project's production.
    bool isPinned(const QString &project) const;
    /// How often it happened, by the providers' ledger.
    qsizetype count(const QString &effect, const QString &subject = {}) const
    {
        return m_stage->providers().ledger().count(effect, subject);
    }

    const QString api = QStringLiteral("patient-graph-api");
    const QString portal = QStringLiteral("my.loop.health");
    const QString portalProject = QStringLiteral("my-loop-health");
    const QString production = QStringLiteral("production");

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<ReleasesHand> m_hand;
};

#define HAS(text, part) QVERIFY2((text).contains(part), qPrintable(u"“%1” lacks “%2”"_s.arg(text, part)))
#define COMES_TO(id, end, step)                                                                                        \
    QVERIFY2(m_hand->untilRested(id, step), qPrintable(m_hand->standing(id)));                                         \
    QVERIFY2(m_hand->operation(id)->state == operations::OperationState::end, qPrintable(m_hand->standing(id)))

} // namespace slipway::e2e
