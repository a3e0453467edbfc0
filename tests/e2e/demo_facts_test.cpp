#include "e2e_stage/stage.h"

#include "composition/session.h"
#include "net/network_log.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using e2e::Stage;
using e2e::WindowReader;

/// What the demo shows after everybody has answered once, and what asking again costs.
class DemoFactsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_stage.reset(); }

    void everyProviderIsAsked();
    void fleetSaysWhatRuns_data();
    void fleetSaysWhatRuns();
    void inboxSaysWhatWaits_data();
    void inboxSaysWhatWaits();
    void inboxBeginsWithTheWorst();
    void workflowStripsShowTheLastRuns_data();
    void workflowStripsShowTheLastRuns();
    void nothingFails();
    void askingAgainCostsNoQuota();

private:
    std::unique_ptr<Stage> m_stage;
};

void DemoFactsTest::initTestCase()
{
    m_stage = std::make_unique<Stage>();
    for (const auto &[provider, path] :
         {std::pair{"github"_L1, "/repos/loop-health/platform/actions/runs"_L1},
          std::pair{"github"_L1, "/repos/loop-health/platform/actions/runs/*/pending_deployments"_L1},
          std::pair{"github"_L1, "/repos/loop-health/platform/compare/*"_L1},
          std::pair{"github"_L1, "/repos/loop-health/platform/environments/production/secrets*"_L1},
          std::pair{"fly"_L1, "/v1/apps/patient-graph-api/machines"_L1},
          std::pair{"fly"_L1, "/prometheus/loop-health/api/v1/query_range"_L1},
          std::pair{"vercel"_L1, "/*/deployments"_L1},
          std::pair{"sentry"_L1, "/api/0/organizations/loop-health/sessions/"_L1}}) {
        const auto added = m_stage->providers().expectations().add({{"provider"_L1, provider}, {"path"_L1, path}});
        QVERIFY(added.has_value());
    }
    QVERIFY(m_stage->start());
}

void DemoFactsTest::everyProviderIsAsked()
{
    QCOMPARE(m_stage->providers().expectations().missing(), QJsonArray());
}

void DemoFactsTest::fleetSaysWhatRuns_data()
{
    using enum WindowReader::Column;
    QTest::addColumn<QString>("app");
    QTest::addColumn<WindowReader::Column>("column");
    QTest::addColumn<QString>("words");
    const QString api = u"patient-graph-api"_s;
    QTest::newRow("v43 fails") << api << Production << u"v43, commit c41d9e2, failing, live for 1"_s;
    QTest::newRow("v43 has six times the errors") << api << Production << u"error rate 3.1 %, 6.0× the baseline"_s;
    QTest::newRow("v43 is slower") << api << Production << u"p95 612 ms"_s;
    QTest::newRow("a migration waits to ship")
        << api << Drift << u"staging is 6 commits ahead of production, 1 migration"_s;
    QTest::newRow("v57 is a canary") << api << Staging
                                     << u"v57, commit 8d20b6f, at risk, live for 38 min, Canary on 1 of 2 machines"_s;
    QTest::newRow("the canary's probes fail") << api << Staging << u"2 of 6 probes fail"_s;
    QTest::newRow("Fly.io has no previews") << api << Previews << u"No previews on Fly.io."_s;
    QTest::newRow("my runs 3.12.1") << u"my.loop.health"_s << Production
                                    << u"3.12.1, commit 7be02a4, healthy, live for 1 d 3 h, error rate 0.08 %"_s;
    QTest::newRow("my is 3 behind") << u"my.loop.health"_s << Drift
                                    << u"staging is 3 commits ahead of production, no migrations"_s;
    QTest::newRow("my has a candidate") << u"my.loop.health"_s << Staging
                                        << u"3.13.0-rc.2, commit a90e4c1, healthy, live for 2 h"_s;
    QTest::newRow("a preview of my failed") << u"my.loop.health"_s << Previews << u"6 open, pull request 618 failed"_s;
    QTest::newRow("admin is in step") << u"admin.loop.health"_s << Drift << u"staging and production are in step"_s;
    QTest::newRow("admin runs 1.48.0") << u"admin.loop.health"_s << Staging
                                       << u"1.48.0, commit e19f5d0, healthy, live for 6 h"_s;
    QTest::newRow("luna builds") << u"luna.loop.health"_s << Production << u"0.31.2, commit 90c6f1b, deploying"_s;
    QTest::newRow("luna builds 0.32.0") << u"luna.loop.health"_s << Production << u"0.32.0 building"_s;
    QTest::newRow("luna is 9 behind") << u"luna.loop.health"_s << Drift
                                      << u"staging is 9 commits ahead of production"_s;
    QTest::newRow("docs ship words alone")
        << u"docs.loop.health"_s << Drift << u"staging is 11 commits ahead of production, docs only"_s;
    QTest::newRow("docs has a preview") << u"docs.loop.health"_s << Previews << u"1 open"_s;
}

void DemoFactsTest::fleetSaysWhatRuns()
{
    QFETCH(const QString, app);
    QFETCH(const WindowReader::Column, column);
    QFETCH(const QString, words);
    const QString sentence = m_stage->window().cell(app, column);
    QVERIFY2(sentence.contains(words), qPrintable(sentence));
    QVERIFY2(!sentence.contains("as of"_L1), "just answered");
}

void DemoFactsTest::inboxSaysWhatWaits_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("words");
    QTest::newRow("errors") << u"Error rate 6.0× baseline"_s
                            << u"patient-graph-api v43 in production: 3.1 % against 0.52 %. p95 is 24 % slower."_s;
    QTest::newRow("hotfix") << u"Hotfix waits for approval"_s
                            << u"hotfix/null-encounter to production, asked by Jonas Weil. 4 files, +38 −11."_s;
    QTest::newRow("canary") << u"Canary failing on staging"_s
                            << u"patient-graph-api v57 on 1 of 2 machines: 2 of 6 probes fail since 14:23."_s;
    QTest::newRow("secret") << u"DATABASE_URL is 7 days overdue"_s
                            << u"Production, 97 days old, policy 90 days. Owner: DevOps."_s;
    QTest::newRow("guard-rail") << u"Guard-rail drift on main"_s << u"“Require signed commits” is off."_s;
    QTest::newRow("freeze") << u"Deploy freeze starts at 00:00"_s << u"Friday: hotfixes only until Sat 00:00 UTC."_s;
}

void DemoFactsTest::inboxSaysWhatWaits()
{
    QFETCH(const QString, title);
    QFETCH(const QString, words);
    const QStringList found = m_stage->window().inbox().filter(title);
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first().contains(words), qPrintable(found.first()));
}

void DemoFactsTest::inboxBeginsWithTheWorst()
{
    const QStringList inbox = m_stage->window().inbox();
    QCOMPARE(inbox.size(), 6);
    QVERIFY2(inbox.at(0).startsWith("Error rate"_L1), qPrintable(inbox.at(0)));
    QVERIFY2(inbox.at(1).startsWith("Hotfix"_L1), qPrintable(inbox.at(1)));
    QVERIFY2(inbox.at(2).startsWith("Canary"_L1), qPrintable(inbox.at(2)));
}

void DemoFactsTest::workflowStripsShowTheLastRuns_data()
{
    QTest::addColumn<QString>("latest");
    QTest::addColumn<int>("least");
    QTest::newRow("Patient Graph CI/CD") << u"#1289 waits for approval"_s << 20;
    QTest::newRow("Vercel Deploy") << u"#2204 running"_s << 20;
    // Not so many were ever started.
    QTest::newRow("Database Migrations") << u"#96 passed"_s << 10;
    QTest::newRow("API Docs Validation") << u"#377 passed"_s << 20;
    QTest::newRow("Lighthouse CI") << u"#731 passed"_s << 20;
    QTest::newRow("Security Scanning") << u"#418 running"_s << 20;
}

void DemoFactsTest::workflowStripsShowTheLastRuns()
{
    QFETCH(const QString, latest);
    QFETCH(const int, least);
    const QString sentences = m_stage->window().workflow(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY2(sentences.contains(latest), qPrintable(sentences));
    static const QRegularExpression counted(u"(\\d+) (passed|failed|running|waits|cancelled)"_s);
    const QString runs = sentences.section(u"newest right: "_s, 1).section(u';', 0, 0);
    int sum = 0;
    for (const auto &match : counted.globalMatch(runs))
        sum += match.captured(1).toInt();
    QVERIFY2(sum >= least && sum <= 20, qPrintable(sentences));
    QVERIFY2(runs.contains("failed"_L1), "not every week is a good one");
}

void DemoFactsTest::nothingFails()
{
    QCOMPARE(m_stage->window().banners(), QStringList());
    QCOMPARE(m_stage->window().notifications(), QStringList());
    QVERIFY(m_stage->window().sync().startsWith("Synced"_L1));
}

void DemoFactsTest::askingAgainCostsNoQuota()
{
    const net::HttpClient &http = m_stage->program().session()->http();
    // A watch asks at a pace of its own, and may not have asked for everything yet.
    QVERIFY(m_stage->pass(5s));
    QVERIFY(m_stage->refresh());
    const auto before = http.rateLimit(u"GitHub"_s, u"core"_s);
    QVERIFY(before);
    const std::size_t asked = http.log().exchanges().size();
    QVERIFY(m_stage->refresh());
    qsizetype unchanged = 0;
    for (std::size_t i = asked; i < http.log().exchanges().size(); ++i) {
        const net::Exchange &exchange = http.log().exchanges().at(i);
        if (exchange.provider != "GitHub"_L1)
            continue;
        QVERIFY2(exchange.status == 304, qPrintable(exchange.url.toString()));
        ++unchanged;
    }
    QCOMPARE_GT(unchanged, 10);
    QCOMPARE(http.rateLimit(u"GitHub"_s, u"core"_s)->remaining, before->remaining);
    // Nothing but reading: the providers have noted no effect.
    QCOMPARE(m_stage->providers().ledger().entries().size(), 0);
    QVERIFY(m_stage->window().cell(u"patient-graph-api"_s, WindowReader::Production).contains("v43"_L1));
}

QTEST_MAIN(DemoFactsTest)
#include "demo_facts_test.moc"
