#pragma once

#include "sandbox/vercel/deployment.h"

#include <functional>
#include <map>
#include <vector>

namespace slipway::sandbox::vercel {

/// A project's deployments, newest first. Those of the past can be computed when asked for, so that a hundred thousand
/// of them cost nothing until somebody looks.
class History
{
public:
    /// Makes the deployment at `index`; 0 is the oldest. Later ones are created later.
    using Generator = std::function<Deployment(int index)>;

    void setGenerator(int count, Generator generator);
    /// Adds one that is newer than all others.
    void add(Deployment deployment);
    qsizetype size() const { return m_generated + static_cast<qsizetype>(m_added.size()); }
    /// `position` 0 is the newest.
    Deployment at(qsizetype position) const;
    std::optional<Deployment> find(const QString &id) const;
    /// By its host; looks at the newest few hundred alone.
    std::optional<Deployment> findByUrl(const QString &url) const;
    void cancel(const QString &id, qint64 at);
    /// Those added later than the generated ones, oldest first.
    const std::vector<Deployment> &added() const { return m_added; }

    /// An id from which find() can tell the index of a generated deployment.
    static QString generatedId(quint64 seed, int index);

private:
    Deployment generated(int index) const;

    int m_generated = 0;
    Generator m_generator;
    std::map<QString, qint64> m_cancelled;
    std::vector<Deployment> m_added;
};

} // namespace slipway::sandbox::vercel
