#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace slipway::sandbox {

/// Every change that calls have made to the simulated world, in order: what "exactly once" is judged by.
class Ledger
{
public:
    struct Entry {
        QDateTime at;
        QString provider;
        /// What happened, as in "workflow.dispatched", "machine.updated", "secret.set". Never holds a secret's value.
        QString effect;
        /// What it happened to, as in "loop-health/platform/migrations.yml".
        QString subject;
        QJsonObject detail;
    };

    void add(Entry entry) { m_entries.append(std::move(entry)); }
    const QList<Entry> &entries() const { return m_entries; }
    /// How often `effect` happened (to `subject`, unless that is empty).
    qsizetype count(const QString &effect, const QString &subject = {}) const;
    QJsonArray toJson() const;

private:
    QList<Entry> m_entries;
};

} // namespace slipway::sandbox
