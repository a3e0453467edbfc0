#pragma once

#include "base/result.h"
#include "sandbox/core/call.h"

#include <QFile>

namespace slipway::sandbox {

/// Writes every exchange as a line of JSON, as validate-exchange.mjs reads them. Headers, and so tokens, are left out.
class Recorder
{
public:
    /// Starts a new file. Error: internal, when it cannot be written.
    base::Done open(const QString &path);
    bool isOpen() const { return m_file.isOpen(); }
    void record(const QString &provider, const Call &call, const Reply &reply);

private:
    QFile m_file;
};

/// The line's object; bodies are parsed where they are JSON.
QJsonObject exchange(const QString &provider, const Call &call, const Reply &reply);

} // namespace slipway::sandbox
