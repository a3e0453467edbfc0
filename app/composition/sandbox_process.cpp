#include "composition/sandbox_process.h"

#include "net/http_client.h"

#include <QCoreApplication>
#include <QCoro/QCoroSignal>
#include <QPointer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::composition {

namespace {

constexpr auto patience = 20s;

QString tr(const char *text)
{
    return QCoreApplication::translate("composition::SandboxProcess", text);
}

base::Error failure(const QString &message)
{
    return base::makeError(base::Error::Kind::Internal, message, tr("Start the demo again from the workspace menu."));
}

} // namespace

SandboxProcess::SandboxProcess(QStringList command, QObject *parent)
    : QObject(parent)
    , m_command(std::move(command))
{
    if (m_command.isEmpty())
        m_command = {QCoreApplication::applicationFilePath(), u"sandbox"_s};
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &SandboxProcess::readOutput);
    connect(&m_process, &QProcess::errorOccurred, this, &SandboxProcess::settled);
    connect(&m_process, &QProcess::finished, this, [this] {
        const bool hadListened = m_line.endsWith('\n');
        Q_EMIT settled();
        if (hadListened && !m_isEnding)
            Q_EMIT died();
    });
}

SandboxProcess::~SandboxProcess()
{
    m_isEnding = true;
    if (m_process.state() == QProcess::NotRunning)
        return;
    // It ends when its standard input does; what hangs is not waited for.
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(1'000)) {
        m_process.kill();
        m_process.waitForFinished(1'000);
    }
}

void SandboxProcess::readOutput()
{
    if (m_line.endsWith('\n'))
        return;
    m_line += m_process.readLine();
    if (m_line.endsWith('\n'))
        Q_EMIT settled();
}

QCoro::Task<base::Result<SandboxInfo>> SandboxProcess::start(QString scenario, std::stop_token stop)
{
    m_process.setProgram(m_command.first());
    m_process.setArguments(m_command.mid(1) + QStringList{u"--scenario"_s, scenario, u"--until-stdin-closes"_s});
    m_process.start();
    // Whoever owns this may open another workspace meanwhile.
    const QPointer<SandboxProcess> self(this);
    const std::stop_callback onStop(stop, [self] {
        if (self)
            QMetaObject::invokeMethod(self, &SandboxProcess::settled, Qt::QueuedConnection);
    });
    const auto inTime = co_await qCoro(this, &SandboxProcess::settled, patience);
    if (stop.stop_requested() || !self)
        co_return std::unexpected(base::cancelled());
    if (!inTime)
        co_return std::unexpected(base::makeError(base::Error::Kind::Timeout,
                                                  tr("The demo's providers did not start in 20 seconds."),
                                                  tr("Start the demo again from the workspace menu.")));
    if (m_process.state() == QProcess::NotRunning) {
        const QString said = QString::fromUtf8(m_process.readAllStandardError()).trimmed();
        co_return std::unexpected(failure(
            tr("The demo's providers could not be started: %1").arg(said.isEmpty() ? m_process.errorString() : said)));
    }
    co_return readReadyLine(m_line);
}

namespace {

QCoro::Task<base::Result<QByteArray>> askControl(QUrl control, QString path, net::Request request, std::stop_token stop)
{
    net::HttpClient::Options options;
    options.clock = std::make_shared<base::SystemClock>();
    const net::HttpClient http(std::move(options));
    auto endpoint = std::make_shared<net::Endpoint>();
    endpoint->provider = tr("The demo");
    endpoint->base = control;
    request.url = endpoint->url(path);
    const auto answer = co_await http.send(endpoint, request, stop);
    if (!answer)
        co_return std::unexpected(answer.error());
    co_return answer->body;
}

} // namespace

QCoro::Task<base::Result<QByteArray>> fetchWorkspace(QUrl control, std::stop_token stop)
{
    return askControl(std::move(control), u"/workspace"_s, {}, std::move(stop));
}

QCoro::Task<base::Done> setFault(QUrl control, QByteArray fault, std::stop_token stop)
{
    net::Request request;
    request.method = fault.isEmpty() ? "DELETE"_ba : "POST"_ba;
    request.body = std::move(fault);
    const auto answer = co_await askControl(std::move(control), u"/faults"_s, std::move(request), std::move(stop));
    if (!answer)
        co_return std::unexpected(answer.error());
    co_return {};
}

} // namespace slipway::composition
