#include "sandbox/vercel/history.h"

#include "sandbox/traffic/noise.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::vercel {

namespace {

constexpr int indexDigits = 4;
constexpr int indexBase = 36;
constexpr qsizetype urlsLookedAt = 300;

} // namespace

QString History::generatedId(quint64 seed, int index)
{
    return u"dpl_"_s + noise::word(noise::mix(seed, index), 20)
        + QString::number(index, indexBase).rightJustified(indexDigits, u'0');
}

void History::setGenerator(int count, Generator generator)
{
    m_generated = count;
    m_generator = std::move(generator);
}

void History::add(Deployment deployment)
{
    m_added.push_back(std::move(deployment));
}

Deployment History::generated(int index) const
{
    Deployment deployment = m_generator(index);
    if (const auto cancelled = m_cancelled.find(deployment.id); cancelled != m_cancelled.end())
        deployment.cancelledAt = cancelled->second;
    return deployment;
}

Deployment History::at(qsizetype position) const
{
    const auto added = static_cast<qsizetype>(m_added.size());
    if (position < added)
        return m_added[static_cast<size_t>(added - 1 - position)];
    return generated(static_cast<int>(size() - 1 - position));
}

std::optional<Deployment> History::find(const QString &id) const
{
    const auto added = std::ranges::find(m_added, id, &Deployment::id);
    if (added != m_added.end())
        return *added;
    bool isNumber = false;
    const int index = id.right(indexDigits).toInt(&isNumber, indexBase);
    if (!isNumber || index >= m_generated)
        return std::nullopt;
    Deployment deployment = generated(index);
    if (deployment.id != id)
        return std::nullopt;
    return deployment;
}

std::optional<Deployment> History::findByUrl(const QString &url) const
{
    for (qsizetype position = 0; position < std::min(size(), urlsLookedAt); ++position) {
        Deployment deployment = at(position);
        if (deployment.url == url)
            return deployment;
    }
    return std::nullopt;
}

void History::cancel(const QString &id, qint64 at)
{
    const auto added = std::ranges::find(m_added, id, &Deployment::id);
    if (added != m_added.end())
        added->cancelledAt = at;
    else
        m_cancelled[id] = at;
}

} // namespace slipway::sandbox::vercel
