#pragma once

#include "sandbox/core/call.h"

#include <functional>
#include <vector>

namespace slipway::sandbox {

/// Gives the answer, now or later, exactly once.
using Answer = std::function<void(Reply)>;
using Handler = std::function<Reply(const Call &)>;
using LateHandler = std::function<void(const Call &, Answer)>;

/// Which handler takes which method and path.
///
/// A pattern's part is literal, `{name}` for one part, or `{name+}` for one or more parts (branches, file paths).
/// Where several patterns fit, the one with more literal parts wins, then the one registered first.
class Router
{
public:
    void add(const QByteArray &method, const QString &pattern, LateHandler handler);

    struct Match {
        const LateHandler *handler = nullptr;
        QHash<QString, QString> parameters;
        /// The path exists, but not for this method.
        bool wrongMethod = false;
    };
    Match find(const QByteArray &method, const QStringList &segments) const;

private:
    struct Route {
        QByteArray method;
        QStringList parts;
        int literals = 0;
        LateHandler handler;
    };
    std::vector<Route> m_routes;
};

} // namespace slipway::sandbox
