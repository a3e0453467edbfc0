#include "operations/entry_json.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace slipway::operations {

namespace {

constexpr std::array acts{"apply"_L1,   "done"_L1,   "failed"_L1,    "unsettled"_L1, "stopped"_L1,
                          "skipped"_L1, "revert"_L1, "reverted"_L1,  "kept"_L1,      "not-reverted"_L1,
                          "abort"_L1,   "retry"_L1,  "compensate"_L1};
constexpr std::array states{"running"_L1,   "aborting"_L1, "compensating"_L1, "parked"_L1,
                            "succeeded"_L1, "failed"_L1,   "aborted"_L1,      "compensated"_L1};
constexpr std::array remedyWords{"retry"_L1, "compensate"_L1, "close"_L1, "take-over"_L1};

template<typename Enum, size_t count>
std::optional<Enum> valueOf(const std::array<QLatin1StringView, count> &words, const QString &word)
{
    const auto found = std::ranges::find(words, word);
    return found == words.end() ? std::nullopt : std::optional(static_cast<Enum>(found - words.begin()));
}

QJsonObject errorJson(const base::Error &error)
{
    return {{u"kind"_s, static_cast<int>(error.kind)},
            {u"message"_s, error.message},
            {u"advice"_s, error.advice},
            {u"canRetry"_s, error.canRetry},
            {u"outcomeUnknown"_s, error.outcomeUnknown},
            {u"path"_s, error.path},
            {u"status"_s, error.status},
            {u"requestId"_s, error.requestId}};
}

base::Error errorOf(const QJsonObject &json)
{
    base::Error error;
    const int kind = json[u"kind"].toInt(-1);
    const bool isKnown = kind >= 0 && kind <= static_cast<int>(base::Error::Kind::Internal);
    error.kind = isKnown ? static_cast<base::Error::Kind>(kind) : base::Error::Kind::Internal;
    error.message = json[u"message"].toString();
    error.advice = json[u"advice"].toString();
    error.canRetry = json[u"canRetry"].toBool();
    error.outcomeUnknown = json[u"outcomeUnknown"].toBool();
    error.path = json[u"path"].toString();
    error.status = json[u"status"].toInt();
    error.requestId = json[u"requestId"].toString();
    return error;
}

std::optional<QJsonObject> objectOf(const QByteArray &bytes)
{
    const auto document = QJsonDocument::fromJson(bytes);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

} // namespace

QString actWord(Act act)
{
    return acts.at(static_cast<size_t>(act));
}

QString stateWord(OperationState state)
{
    return states.at(static_cast<size_t>(state));
}

QByteArray payloadOf(const Entry &entry)
{
    QJsonObject json{{u"words"_s, entry.words},
                     {u"output"_s, entry.output},
                     {u"requestIds"_s, QJsonArray::fromStringList(entry.requestIds)}};
    if (entry.error)
        json.insert(u"error"_s, errorJson(*entry.error));
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Entry entryOf(qint64 number, const QDateTime &at, const QString &stepId, const QString &act, const QByteArray &payload)
{
    Entry entry;
    entry.number = number;
    entry.at = at;
    entry.stepId = stepId;
    const auto known = valueOf<Act>(acts, act);
    const auto json = objectOf(payload);
    if (!known || !json)
        return entry;
    entry.act = *known;
    entry.words = (*json)[u"words"].toString();
    entry.output = (*json)[u"output"].toObject();
    for (const auto &id : (*json)[u"requestIds"].toArray())
        entry.requestIds.append(id.toString());
    if (json->contains(u"error"))
        entry.error = errorOf((*json)[u"error"].toObject());
    return entry;
}

QByteArray standingBytes(const Standing &standing)
{
    QJsonArray remedies;
    for (const Remedy remedy : standing.remedies)
        remedies.append(remedyWords.at(static_cast<size_t>(remedy)));
    QJsonObject reasons;
    for (auto reason = standing.reasons.cbegin(); reason != standing.reasons.cend(); ++reason)
        reasons.insert(reason.key(), reason.value());
    return QJsonDocument(QJsonObject{{u"next"_s, standing.next}, {u"remedies"_s, remedies}, {u"reasons"_s, reasons}})
        .toJson(QJsonDocument::Compact);
}

bool takeStanding(Operation &operation, const QString &state, const QByteArray &bytes)
{
    const auto known = valueOf<OperationState>(states, state);
    const auto json = objectOf(bytes);
    operation.state = known.value_or(OperationState::Parked);
    if (!known || !json)
        return false;
    operation.next = (*json)[u"next"].toString();
    for (const auto &word : (*json)[u"remedies"].toArray()) {
        if (const auto remedy = valueOf<Remedy>(remedyWords, word.toString()))
            operation.remedies.append(*remedy);
    }
    const QJsonObject reasons = (*json)[u"reasons"].toObject();
    for (auto reason = reasons.constBegin(); reason != reasons.constEnd(); ++reason)
        operation.reasons.insert(reason.key(), reason.value().toString());
    return true;
}

} // namespace slipway::operations
