#include "e2e_stage/stage.h"

#include "composition/session.h"
#include "composition/switch_clock.h"
#include "net/network_log.h"

#include <QApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QEventLoop>
#include <QFileDialog>
#include <QJsonDocument>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::e2e {

namespace {

constexpr auto patience = 60s;
/// Longer than the longest wait before a retry, shorter than every deadline.
constexpr auto longestRetryWait = 5s;
/// Waits are shortened by chance, each by another one: so much time makes several of them pass.
constexpr auto shortestStep = 1'000ms;
/// When no exchange came for so long, what is waited for is time.
constexpr auto quietTime = 80ms;

std::shared_ptr<base::ManualClock> storyClock()
{
    return std::make_shared<base::ManualClock>(QDateTime(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC));
}

composition::SandboxInfo listen(sandbox::Sandbox &sandbox)
{
    if (const auto listening = sandbox.listen(); !listening)
        qFatal("%s", qPrintable(base::sentence(listening.error())));
    const auto info = composition::readReadyLine(QJsonDocument(sandbox.ready()).toJson());
    if (!info)
        qFatal("%s", qPrintable(base::sentence(info.error())));
    return *info;
}

/// Every test asks much the same; what is in this program's records already need not be judged again.
void leaveOutRepeated(const QString &record)
{
    static QSet<QByteArray> known;
    static const QRegularExpression port(u"127\\.0\\.0\\.1:\\d+"_s);
    QFile file(record);
    if (!file.open(QIODevice::ReadWrite))
        return;
    QByteArray kept;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        const QByteArray content = QString::fromUtf8(line).remove(port).toUtf8();
        const QByteArray name = QCryptographicHash::hash(content, QCryptographicHash::Sha1);
        if (!known.contains(name))
            kept += line;
        known.insert(name);
    }
    file.resize(0);
    file.seek(0);
    file.write(kept);
}

} // namespace

QString recordFile()
{
    static int count = 0;
    const QString folder = QStringLiteral(SLIPWAY_EXCHANGES);
    QDir().mkpath(folder);
    const QString name = QCoreApplication::applicationName().remove(u"test_"_s);
    return u"%1/%2_%3.jsonl"_s.arg(folder, name).arg(++count);
}

void answerFileDialog(const QString &file)
{
    auto *waiting = new QTimer(qApp);
    QObject::connect(waiting, &QTimer::timeout, waiting, [waiting, file] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        waiting->deleteLater();
        dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(file);
        QMetaObject::invokeMethod(dialog, "accept");
    });
    waiting->start(10ms);
}

Stage::Stage()
    : m_clock(storyClock())
    , m_story(storyClock())
    , m_sandbox(*sandbox::scenario(u"loop-health"_s), std::make_unique<composition::SwitchClock>(m_story), 1)
    , m_record(recordFile())
    , m_info(listen(m_sandbox))
    , m_folders{.settings = m_folder.path(),
                .cache = m_folder.path(),
                .store = store::Location::sqlite(m_folder.filePath(u"slipway.db"_s)),
                .sandbox = {m_folder.filePath(u"no such program"_s)}}
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    if (const auto opened = providers().recorder().open(m_record); !opened)
        qFatal("%s", qPrintable(base::sentence(opened.error())));
}

Stage::~Stage()
{
    m_program.reset();
    leaveOutRepeated(m_record);
}

void Stage::makeProgram()
{
    m_program.reset();
    m_program = std::make_unique<composition::Program>(m_folders);
    m_program->theme().setMotionReduced(true);
    comeToFront();
}

std::unique_ptr<composition::Program> Stage::changePlaces(std::unique_ptr<composition::Program> other)
{
    auto before = std::exchange(m_program, std::move(other));
    comeToFront();
    return before;
}

void Stage::comeToFront()
{
    m_program->window().show();
    m_program->window().activateWindow();
    if (!QTest::qWaitForWindowActive(&m_program->window()))
        qFatal("the window does not become active");
}

bool Stage::start()
{
    makeProgram();
    m_program->openDemoAt(m_info, m_clock);
    return isSettled();
}

void Stage::addFault(const QJsonObject &fault)
{
    const auto parsed = sandbox::parseFault(fault);
    if (!parsed)
        qFatal("%s", qPrintable(base::sentence(parsed.error())));
    providers().faults().add(*parsed);
}

void Stage::press(const QString &keys)
{
    QWidget *target = QApplication::focusWidget() ? QApplication::focusWidget() : &m_program->window();
    QTest::keySequence(target, QKeySequence(keys));
}

void Stage::type(const QString &text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

bool Stage::refresh()
{
    press(u"F5"_s);
    return isSettled();
}

bool Stage::isSettled()
{
    using Kind = refresh::SyncState::Kind;
    refresh::Engine &engine = m_program->session()->engine();
    const auto isIdle = [&] {
        const Kind kind = engine.state().kind;
        // What was wished for while it was being asked is due at once, which on a clock that stands still is not yet.
        // With a provider that always fails, something always is.
        return kind == Kind::Failed || (kind != Kind::Syncing && kind != Kind::Never && m_clock->untilNext() != 0ms);
    };
    QEventLoop loop;
    QObject::connect(&engine, &refresh::Engine::stateChanged, &loop, [&] {
        // Those who are limited say so while others are still being asked.
        if (isIdle() && engine.state().kind != Kind::RateLimited)
            loop.quit();
    });
    QTimer quiet;
    QObject::connect(&quiet, &QTimer::timeout, &loop, [&, before = std::size_t(0)] mutable {
        const std::size_t exchanges = m_program->session()->http().log().exchanges().size();
        if (std::exchange(before, exchanges) != exchanges)
            return;
        const auto next = m_clock->untilNext();
        if (isIdle())
            loop.quit();
        else if (next >= 0ms && next <= longestRetryWait)
            advance(std::max(next, shortestStep));
    });
    quiet.start(quietTime);
    bool isOver = false;
    QTimer::singleShot(patience, &loop, [&] {
        isOver = true;
        loop.quit();
    });
    if (!isIdle() || engine.state().kind == Kind::RateLimited)
        loop.exec();
    // What was joined last gets painted.
    QCoreApplication::processEvents();
    return !isOver;
}

void Stage::advance(std::chrono::milliseconds time)
{
    m_story->advance(time);
    m_clock->advance(time);
    QCoreApplication::processEvents();
}

bool Stage::pass(std::chrono::milliseconds time)
{
    while (time > 0ms) {
        const auto step = std::min<std::chrono::milliseconds>(time, longestRetryWait);
        advance(step);
        if (!isSettled())
            return false;
        time -= step;
    }
    return true;
}

qsizetype Stage::exchangesWith(const QString &provider) const
{
    const auto &exchanges = m_program->session()->http().log().exchanges();
    return std::ranges::count(exchanges, provider, &net::Exchange::provider);
}

} // namespace slipway::e2e
