#include "sandbox/scenarios/loop_health_facts.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::loop_health {

QString commit(QStringView prefix)
{
    const QByteArray digest = QCryptographicHash::hash(prefix.toUtf8(), QCryptographicHash::Sha1).toHex();
    return prefix.toString() + QString::fromLatin1(digest.mid(prefix.size()));
}

QString OpenPull::sha() const
{
    if (branch == "hotfix/null-encounter"_L1)
        return commit(u"d3e84b0");
    return QString::fromLatin1(
        QCryptographicHash::hash("pull/" + QByteArray::number(number), QCryptographicHash::Sha1).toHex());
}

QList<OpenPull> openPulls()
{
    const QString my = u"my-loop-health"_s;
    const QString admin = u"admin-loop-health"_s;
    const QString luna = u"luna-loop-health"_s;
    const QString docs = u"docs-loop-health"_s;
    return {
        {606, luna, u"luna/streaming-answers"_s, u"Stream Luna's answers"_s, u"aiko-tanaka"_s},
        {607, luna, u"luna/citations"_s, u"Show where an answer comes from"_s, u"tomas-rey"_s},
        {608, my, u"my/appointments-filter"_s, u"Filter appointments by clinician"_s, u"mina-okafor"_s},
        {609, admin, u"admin/audit-export"_s, u"Export the audit log as CSV"_s, u"sam-hollis"_s},
        {610, my, u"my/lab-units"_s, u"Show laboratory values in the patient's units"_s, u"aiko-tanaka"_s},
        {611, my, u"my/reminders"_s, u"Remind of protocols by mail"_s, u"tomas-rey"_s},
        {612, my, u"my/profile-photo"_s, u"Let patients change their photo"_s, u"mina-okafor"_s},
        {613, my, u"my/empty-states"_s, u"Explain empty pages"_s, u"jonas-weil"_s},
        {614, luna, u"luna/prompt-cache"_s, u"Cache Luna's system prompt"_s, u"aiko-tanaka"_s},
        {615, admin, u"admin/bulk-invite"_s, u"Invite several members at once"_s, u"sam-hollis"_s},
        {616, luna, u"luna/tone"_s, u"Use plainer words in Luna's answers"_s, u"tomas-rey"_s},
        {617, docs, u"docs/webhooks"_s, u"Describe the webhooks"_s, u"sam-hollis"_s},
        {618, my, u"my/encounter-timeline"_s, u"Draw encounters on a timeline"_s, u"jonas-weil"_s, true},
        {619, {}, u"hotfix/null-encounter"_s, u"Do not fail on encounters without a type"_s, u"jonas-weil"_s},
    };
}

} // namespace slipway::sandbox::loop_health
