#include "sandbox/core/ledger.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

qsizetype Ledger::count(const QString &effect, const QString &subject) const
{
    return std::ranges::count_if(m_entries, [&](const Entry &entry) {
        return entry.effect == effect && (subject.isEmpty() || entry.subject == subject);
    });
}

QJsonArray Ledger::toJson() const
{
    QJsonArray list;
    for (const Entry &entry : m_entries)
        list.append(QJsonObject{{u"at"_s, entry.at.toString(Qt::ISODateWithMs)},
                                {u"provider"_s, entry.provider},
                                {u"effect"_s, entry.effect},
                                {u"subject"_s, entry.subject},
                                {u"detail"_s, entry.detail}});
    return list;
}

} // namespace slipway::sandbox
