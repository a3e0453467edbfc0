#include "workspace/keychain_vault.h"

#include <QCoreApplication>
#include <QFuture>
#include <QLibrary>
#include <QObject>
#include <QPromise>
#include <QThread>

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace slipway::workspace {

using Kind = base::Error::Kind;
using Answer = base::Result<base::Secret>;

namespace {

/// GLib, by which libsecret speaks to the keychain, ends the whole program when the session bus goes away. Slipway has
/// operations to bring to their end.
void outliveTheBus()
{
    QLibrary gio(u"gio-2.0"_s, 0);
    const auto getBus = reinterpret_cast<void *(*)(int, void *, void **)>(gio.resolve("g_bus_get_sync"));
    const auto setExit = reinterpret_cast<void (*)(void *, int)>(gio.resolve("g_dbus_connection_set_exit_on_close"));
    if (getBus == nullptr || setExit == nullptr)
        return;
    constexpr int sessionBus = 2;
    // The reference is kept: GLib makes another connection, which would end the program, once nobody holds this one.
    if (void *bus = getBus(sessionBus, nullptr, nullptr))
        setExit(bus, 0);
}

/// The one thread that speaks to the keychain. QtKeychain queues all jobs of a process on the thread of the first one,
/// so this thread lives as long as the program.
class KeychainThread
{
public:
    static KeychainThread &instance()
    {
        static auto *const thread = new KeychainThread;
        return *thread;
    }

    void run(std::function<void()> work)
    {
        QMetaObject::invokeMethod(m_context, std::move(work), Qt::QueuedConnection);
    }

private:
    KeychainThread()
    {
        m_thread->setObjectName(u"keychain"_s);
        m_context->moveToThread(m_thread);
        m_thread->start();
        run(&outliveTheBus);
        qAddPostRoutine([] { instance().end(); });
    }

    void end()
    {
        m_thread->quit();
        // A thread that hangs in the session bus is left to the end of the process.
        m_thread->wait(std::chrono::milliseconds(500));
    }

    QThread *m_thread = new QThread;
    QObject *m_context = new QObject;
};

base::Error errorOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound: return base::makeError(Kind::NotFound, job.errorString());
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser: return base::makeError(Kind::Forbidden, job.errorString());
    default: return base::makeError(Kind::Internal, job.errorString());
    }
}

/// Runs one job on the keychain's thread; `prepare` fills it, `value` reads it when it went well.
template<typename Job, typename Prepare, typename Value>
QFuture<Answer> runJob(const QString &service, const QString &entry, Prepare prepare, Value value)
{
    const auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    KeychainThread::instance().run([=] {
        auto *job = new Job(service);
        job->setInsecureFallback(false);
        job->setKey(entry);
        prepare(*job);
        QObject::connect(job, &QKeychain::Job::finished, job, [=] {
            const bool isGood = job->error() == QKeychain::NoError;
            promise->addResult(isGood ? value(*job) : Answer(std::unexpected(errorOf(*job))));
            promise->finish();
        });
        job->start();
    });
    return promise->future();
}

Answer nothing(const QKeychain::Job &)
{
    return base::Secret();
}

} // namespace

KeychainVault::KeychainVault(QString service)
    : m_service(std::move(service))
{ }

KeychainVault::~KeychainVault() = default;

void KeychainVault::read(const QString &entry, Read then)
{
    const auto value = [](const QKeychain::ReadPasswordJob &job) -> Answer {
        return base::Secret::take(job.textData().toUtf8());
    };
    runJob<QKeychain::ReadPasswordJob>(
        m_service, entry, [](auto &) {}, value)
        .then(&m_home, [then = std::move(then)](const Answer &answer) { then(answer); });
}

void KeychainVault::write(const QString &entry, const base::Secret &value, Written then)
{
    const auto prepare = [value](QKeychain::WritePasswordJob &job) {
        job.setTextData(QString::fromUtf8(value.reveal()));
    };
    runJob<QKeychain::WritePasswordJob>(m_service, entry, prepare, &nothing)
        .then(&m_home,
              [then = std::move(then)](const Answer &answer) { then(answer.transform([](const base::Secret &) { })); });
}

void KeychainVault::remove(const QString &entry, Written then)
{
    runJob<QKeychain::DeletePasswordJob>(
        m_service, entry, [](auto &) {}, &nothing)
        .then(&m_home, [then = std::move(then)](const Answer &answer) {
            if (!answer && answer.error().kind == Kind::NotFound)
                then({});
            else
                then(answer.transform([](const base::Secret &) { }));
        });
}

} // namespace slipway::workspace
