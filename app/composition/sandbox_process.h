#pragma once

#include "composition/endpoints.h"

#include <QCoro/QCoroTask>
#include <QObject>
#include <QProcess>

#include <stop_token>

namespace slipway::composition {

/// The demo's providers: `slipway sandbox` in a process of its own, which ends with this object, and when the
/// program dies. GUI thread.
class SandboxProcess final : public QObject
{
    Q_OBJECT

public:
    explicit SandboxProcess(QObject *parent = nullptr);
    ~SandboxProcess() override;

    /// Starts this very program as the sandbox of `scenario` and waits until it listens. Called once.
    /// Errors: internal when it cannot be started or ends early (with what it said); timeout after 20 s; cancelled.
    QCoro::Task<base::Result<SandboxInfo>> start(QString scenario, std::stop_token stop);
    qint64 processId() const { return m_process.processId(); }

Q_SIGNALS:
    /// It ended although nobody asked it to.
    void died();
    /// A whole line has come, or none will.
    void settled();

private:
    void readOutput();

    QProcess m_process;
    QByteArray m_line;
    bool m_isEnding = false;
};

/// The slipway.yaml of the sandbox whose control URL this is. Errors: network; cancelled.
QCoro::Task<base::Result<QByteArray>> fetchWorkspace(QUrl control, std::stop_token stop);

} // namespace slipway::composition
