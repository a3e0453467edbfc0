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
    /// `command`: a program and its first arguments, which `slipway sandbox` understands the rest of; empty: this very
    /// program.
    explicit SandboxProcess(QStringList command = {}, QObject *parent = nullptr);
    ~SandboxProcess() override;

    /// Starts the sandbox of `scenario` and waits until it listens. Called once.
    /// Errors: internal when it cannot be started or ends early (with what it said); timeout after 20 s; cancelled.
    QCoro::Task<base::Result<SandboxInfo>> start(QString scenario, std::stop_token stop);
    qint64 processId() const { return m_process.processId(); }

Q_SIGNALS:
    /// It had listened, and ended although nobody asked it to.
    void died();
    /// A whole line has come, or none will.
    void settled();

private:
    void readOutput();

    QStringList m_command;
    QProcess m_process;
    QByteArray m_line;
    bool m_isEnding = false;
};

/// The slipway.yaml of the sandbox whose control URL this is. Errors: network; cancelled.
QCoro::Task<base::Result<QByteArray>> fetchWorkspace(QUrl control, std::stop_token stop);
/// Makes its calls go wrong as `fault`, a JSON object, says; an empty one ends all that. Errors: network; cancelled.
QCoro::Task<base::Done> setFault(QUrl control, QByteArray fault, std::stop_token stop);

} // namespace slipway::composition
