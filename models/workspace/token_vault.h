#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QString>

#include <functional>

namespace slipway::workspace {

/// Where tokens outlive the program. Each call answers once, on the caller's thread, or never: the caller sets the
/// limit. Errors: notFound (no such entry); forbidden (the person or the desktop refused); internal (no keychain, or it
/// broke).
class TokenVault
{
public:
    using Read = std::function<void(base::Result<base::Secret>)>;
    using Written = std::function<void(base::Done)>;

    virtual ~TokenVault() = default;
    virtual void read(const QString &entry, Read then) = 0;
    virtual void write(const QString &entry, const base::Secret &value, Written then) = 0;
    /// An entry that is not there counts as removed.
    virtual void remove(const QString &entry, Written then) = 0;
};

} // namespace slipway::workspace
