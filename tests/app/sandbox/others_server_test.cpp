#include "core_http.h"

#include "sandbox/core/server.h"
#include "sandbox/core/simulation.h"
#include "sandbox/scenarios/loop_health_others.h"

#include <QTimer>

#include <map>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::sandbox;

/// Fly.io, Vercel, Sentry and Slack over real sockets.
class TestSandboxOthersServer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void everyProviderAnswers_data();
    void everyProviderAnswers();
    void waitAnswersLate();
    void sentryLinksLeadBack();

private:
    QString origin(const QString &name) const { return m_servers.at(name)->origin(); }

    base::ManualClock *m_clock = nullptr;
    std::unique_ptr<Simulation> m_simulation;
    std::vector<Offer> m_offers;
    std::map<QString, std::unique_ptr<Server>> m_servers;
};

void TestSandboxOthersServer::init()
{
    auto clock = std::make_unique<base::ManualClock>();
    m_clock = clock.get();
    m_simulation = std::make_unique<Simulation>(std::move(clock), 7);
    m_offers = loopHealthOthers(*m_simulation);
    for (const Offer &offer : m_offers) {
        auto server = std::make_unique<Server>(*m_simulation, *offer.service);
        QVERIFY(server->listen(0));
        m_servers[offer.group + u'/' + offer.key] = std::move(server);
    }
}

void TestSandboxOthersServer::cleanup()
{
    m_servers.clear();
    m_offers.clear();
    m_simulation.reset();
}

void TestSandboxOthersServer::everyProviderAnswers_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("header");

    QTest::newRow("Fly's machines") << u"fly/machines"_s << u"/v1/apps/patient-graph-api/machines"_s
                                    << "fly-request-id"_ba;
    QTest::newRow("Fly's releases") << u"fly/api"_s << u"/api/v1/apps/patient-graph-api/releases"_s
                                    << "fly-request-id"_ba;
    QTest::newRow("Fly's metrics") << u"fly/metrics"_s
                                   << u"/prometheus/loop-health/api/v1/query?query=fly_instance_up"_s
                                   << "fly-request-id"_ba;
    QTest::newRow("Vercel") << u"vercel/api"_s << u"/v9/projects/my-loop-health?slug=loop-health"_s
                            << "x-ratelimit-remaining"_ba;
    QTest::newRow("Sentry") << u"sentry/api"_s
                            << u"/api/0/organizations/loop-health/releases/my-loop-health%403.12.1/"_s
                            << "x-sentry-rate-limit-remaining"_ba;
}

void TestSandboxOthersServer::everyProviderAnswers()
{
    QFETCH(QString, service);
    QFETCH(QString, path);
    QFETCH(QByteArray, header);
    test::Http http;
    QCOMPARE(http.get(origin(service) + path).status, 401);
    http.token = m_servers.at(service)->service().tokens().full;
    const test::Answer answer = http.get(origin(service) + path);
    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.header(header).isEmpty());
}

void TestSandboxOthersServer::waitAnswersLate()
{
    test::Http http;
    http.token = m_servers.at(u"fly/machines"_s)->service().tokens().full;
    const QString machines = origin(u"fly/machines"_s) + u"/v1/apps/patient-graph-api/machines"_s;
    const QString machine = machines + u'/' + http.get(machines).array().first().toObject().value("id"_L1).toString();
    QCOMPARE(http.post(machine + "/restart"_L1).status, 200);
    // Time moves on as soon as the call has come.
    QTimer ticking;
    connect(&ticking, &QTimer::timeout, this, [this] {
        if (m_clock->waiting() > 0)
            m_clock->advance(std::chrono::milliseconds(250));
    });
    ticking.start(1);
    QCOMPARE(http.get(machine + "/wait?state=started&timeout=30"_L1).status, 200);
    QCOMPARE(http.get(machine + "/wait?state=stopped&timeout=1&version=x"_L1).status, 408);
}

void TestSandboxOthersServer::sentryLinksLeadBack()
{
    test::Http http;
    http.token = m_servers.at(u"sentry/api"_s)->service().tokens().full;
    const test::Answer first =
        http.get(origin(u"sentry/api"_s) + u"/api/0/organizations/loop-health/releases/?per_page=30"_s);
    const QByteArray next = first.header("link").split(',').last();
    QVERIFY(next.contains("rel=\"next\"; results=\"true\""));
    const QString url = QString::fromUtf8(next.mid(next.indexOf('<') + 1, next.indexOf('>') - next.indexOf('<') - 1));
    QVERIFY(url.startsWith(origin(u"sentry/api"_s)));
    const test::Answer second = http.get(url);
    QCOMPARE(second.status, 200);
    QVERIFY(!second.array().isEmpty());
}

QTEST_GUILESS_MAIN(TestSandboxOthersServer)
#include "others_server_test.moc"
