#include "overview/fly_memory.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

/// Checks change without the list telling. A third of the apps a round, twice a minute: each is asked before its facts
/// are two minutes old, when they would be shown as stale.
constexpr milliseconds betweenChecks{30'000};
constexpr qsizetype parts = 3;

/// One text for all machines of each app, whatever their order.
QMap<QString, QString> prints(const QList<fly::MachineBrief> &machines)
{
    QMap<QString, QStringList> lines;
    for (const fly::MachineBrief &machine : machines)
        lines[machine.app] += QStringList{machine.id, machine.instanceId, machine.state, machine.updatedAt}.join(u' ');
    QMap<QString, QString> texts;
    for (auto line = lines.begin(); line != lines.end(); ++line) {
        line->sort();
        texts.insert(line.key(), line->join(u'\n'));
    }
    return texts;
}

/// The newest release that any machine belongs to, those of release commands included.
QString newestRelease(const QList<fly::Machine> &machines)
{
    const auto newest = std::ranges::max_element(machines, {}, &fly::Machine::releaseVersion);
    if (newest == machines.end())
        return {};
    return u"%1 %2"_s.arg(newest->releaseVersion()).arg(newest->releaseId());
}

} // namespace

QStringList FlyMemory::due(const QStringList &apps, const std::optional<QList<fly::MachineBrief>> &listed,
                           milliseconds now)
{
    if (!listed)
        return apps;
    const auto texts = prints(*listed);
    QStringList due;
    QStringList calm;
    for (const QString &app : apps) {
        const auto entry = m_entries.find(app);
        const QString text = texts.value(app);
        const bool isKnown = entry != m_entries.end() && entry->isSettled && entry->known == text;
        m_entries[app].listed = text;
        if (!isKnown)
            due += app;
        else if (now - entry->askedAt >= betweenChecks)
            calm += app;
    }
    std::ranges::stable_sort(calm, {}, [this](const QString &app) { return m_entries.value(app).askedAt; });
    return due + calm.first(std::min(calm.size(), (apps.size() + parts - 1) / parts));
}

void FlyMemory::askAll()
{
    for (Entry &entry : m_entries)
        entry.isSettled = false;
}

bool FlyMemory::needsReleases(const QString &app, const QList<fly::Machine> &machines) const
{
    const auto entry = m_entries.find(app);
    if (entry == m_entries.end() || entry->releaseId != newestRelease(machines))
        return true;
    return std::ranges::any_of(entry->releases, &fly::Release::isInProgress);
}

const QList<fly::Release> &FlyMemory::releases(const QString &app) const
{
    static const QList<fly::Release> none;
    const auto entry = m_entries.find(app);
    return entry == m_entries.end() ? none : entry->releases;
}

void FlyMemory::tookReleases(const QString &app, const QList<fly::Machine> &machines,
                             const QList<fly::Release> &releases)
{
    Entry &entry = m_entries[app];
    entry.releaseId = newestRelease(machines);
    entry.releases = releases;
}

void FlyMemory::tookMachines(const QString &app, bool isSettled, milliseconds now)
{
    Entry &entry = m_entries[app];
    entry.known = entry.listed;
    entry.isSettled = isSettled;
    entry.askedAt = now;
}

void FlyMemory::failed(const QString &app)
{
    m_entries[app].isSettled = false;
}

} // namespace slipway::overview
