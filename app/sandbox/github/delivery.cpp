#include "sandbox/github/delivery.h"

namespace slipway::sandbox::github {

Deployment &Deployments::add(Deployment deployment)
{
    const int position = static_cast<int>(m_all.size());
    m_positions.insert(deployment.id, position);
    m_ofEnvironment[deployment.environment].append(position);
    m_all.push_back(std::move(deployment));
    return m_all.back();
}

Deployment *Deployments::deployment(qint64 id)
{
    const auto found = m_positions.find(id);
    return found == m_positions.end() ? nullptr : &m_all[static_cast<size_t>(found.value())];
}

const QList<int> &Deployments::of(const QString &environment) const
{
    static const QList<int> none;
    const auto found = m_ofEnvironment.find(environment);
    return found == m_ofEnvironment.end() ? none : found.value();
}

} // namespace slipway::sandbox::github
