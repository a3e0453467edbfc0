#include "workspace/accounts.h"
#include "workspace/keychain_vault.h"

#include <QCoro/QCoroTask>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::workspace;

namespace {

base::Done wait(QCoro::Task<base::Done> task)
{
    return QCoro::waitFor(std::move(task));
}

std::unique_ptr<Accounts> makeAccounts()
{
    return std::make_unique<Accounts>(u"Keychain test"_s, std::make_shared<KeychainVault>(u"slipway-test"_s),
                                      std::make_shared<base::SystemClock>(), QProcessEnvironment());
}

/// A home, a session bus and an unlocked keyring of our own; the program's environment leads there.
class Desktop
{
public:
    ~Desktop()
    {
        end(m_keyring);
        end(m_bus);
    }

    /// Why it cannot be had; empty when it runs.
    QString start()
    {
        const QString daemon = QStandardPaths::findExecutable(u"dbus-daemon"_s);
        const QString keyring = QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s);
        if (daemon.isEmpty() || keyring.isEmpty())
            return u"dbus-daemon and gnome-keyring-daemon are not installed"_s;
        for (const char *name : {"HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
            qputenv(name, m_home.path().toUtf8());
        qputenv("XDG_CURRENT_DESKTOP", "GNOME");
        m_bus.start(daemon, {u"--session"_s, u"--nofork"_s, u"--print-address=1"_s});
        if (!m_bus.waitForReadyRead(10'000))
            return u"no session bus: "_s + QString::fromLocal8Bit(m_bus.readAllStandardError());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
        m_keyring.start(keyring, {u"--unlock"_s, u"--foreground"_s, u"--components=secrets"_s});
        if (!m_keyring.waitForStarted(10'000))
            return u"no keyring: "_s + m_keyring.errorString();
        m_keyring.write("a password of the test");
        m_keyring.closeWriteChannel();
        auto bus = QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), u"keychain-test"_s);
        const auto stands = [&bus] {
            return bus.interface()->isServiceRegistered(u"org.freedesktop.secrets"_s).value();
        };
        if (!bus.isConnected() || !QTest::qWaitFor(stands, 10'000))
            return u"no keyring: "_s + QString::fromLocal8Bit(m_keyring.readAllStandardError());
        return {};
    }

    void endKeyring() { end(m_keyring); }

private:
    static void end(QProcess &process)
    {
        process.kill();
        process.waitForFinished(5'000);
    }

    QTemporaryDir m_home;
    QProcess m_bus;
    QProcess m_keyring;
};

} // namespace

class TestKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_desktop = std::make_unique<Desktop>();
        if (const QString why = m_desktop->start(); !why.isEmpty())
            QSKIP(qPrintable(u"No keychain can be started here: "_s + why));
    }

    void tokensOutliveTheProgram()
    {
        {
            const auto accounts = makeAccounts();
            QVERIFY(wait(accounts->signIn(Provider::GitHub, base::Secret("ghp_keychain"), {})));
            QCOMPARE(accounts->keeperSentence(), u"Tokens are kept in the desktop's keychain."_s);
            QCOMPARE(accounts->origin(Provider::GitHub), Accounts::Origin::Keychain);
        }
        const auto accounts = makeAccounts();
        QVERIFY(wait(accounts->load({})));
        QCOMPARE(accounts->token(Provider::GitHub).reveal(), "ghp_keychain"_ba);
        QVERIFY(wait(accounts->signOut(Provider::GitHub, {})));
        const auto after = makeAccounts();
        QVERIFY(wait(after->load({})));
        QVERIFY(!after->isSignedIn(Provider::GitHub));
        QCOMPARE(after->keeper(), Accounts::Keeper::Keychain);
    }

    void keychainThatGoesAwayLeavesTheSession()
    {
        const auto accounts = makeAccounts();
        QVERIFY(wait(accounts->load({})));
        m_desktop->endKeyring();
        QVERIFY(wait(accounts->signIn(Provider::Fly, base::Secret("fm2_x"), {})));
        QCOMPARE(accounts->keeper(), Accounts::Keeper::ThisSessionOnly);
        QCOMPARE(accounts->origin(Provider::Fly), Accounts::Origin::ThisSession);
    }

    void sessionBusThatGoesAwayDoesNotEndTheProgram()
    {
        m_desktop.reset();
        const auto accounts = makeAccounts();
        QVERIFY(wait(accounts->load({})));
        QCOMPARE(accounts->keeper(), Accounts::Keeper::ThisSessionOnly);
    }

private:
    std::unique_ptr<Desktop> m_desktop;
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "keychain_test.moc"
