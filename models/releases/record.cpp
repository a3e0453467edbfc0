#include "releases/record.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

const QString releasePrefix = u"releases/"_s;
const QString markPrefix = u"marks/"_s;
const QString statementPrefix = u"statements/"_s;

QJsonValue of(const std::optional<QDateTime> &time)
{
    return time ? QJsonValue(time->toMSecsSinceEpoch()) : QJsonValue();
}

std::optional<QDateTime> timeAt(const QJsonObject &json, QLatin1StringView key)
{
    const QJsonValue value = json.value(key);
    if (!value.isDouble())
        return std::nullopt;
    return QDateTime::fromMSecsSinceEpoch(value.toInteger(), QTimeZone::UTC);
}

/// An enumerator that was written as a number; the default for one that nobody knows.
template<typename Enum>
Enum enumAt(const QJsonObject &json, QLatin1StringView key, Enum last)
{
    const int value = json.value(key).toInt();
    return value >= 0 && value <= static_cast<int>(last) ? static_cast<Enum>(value) : Enum();
}

/// Members with their defaults left out, which is most of them.
void put(QJsonObject &json, const QString &key, const QJsonValue &value)
{
    const bool isDefault = value.isNull() || value.toString(u"x"_s).isEmpty() || (value.isDouble() && value == 0)
        || (value.isBool() && !value.toBool()) || (value.isArray() && value.toArray().isEmpty());
    if (!isDefault)
        json.insert(key, value);
}

QJsonObject toJson(const Release &release)
{
    QJsonArray pulls;
    for (const qint64 pull : release.pulls)
        pulls.append(pull);
    QJsonObject json;
    put(json, u"id"_s, release.id);
    put(json, u"version"_s, release.version);
    put(json, u"sha"_s, release.sha);
    put(json, u"title"_s, release.title);
    put(json, u"act"_s, static_cast<int>(release.act));
    put(json, u"outcome"_s, static_cast<int>(release.outcome));
    put(json, u"servesSince"_s, of(release.servesSince));
    put(json, u"servesAll"_s, of(release.servesAll));
    put(json, u"servedUntil"_s, of(release.servedUntil));
    put(json, u"isLive"_s, release.isLive);
    put(json, u"actor"_s, release.actor);
    put(json, u"branch"_s, release.branch);
    put(json, u"tag"_s, release.tag);
    put(json, u"pulls"_s, pulls);
    put(json, u"run"_s, release.runId);
    put(json, u"runNumber"_s, release.runNumber);
    put(json, u"deployment"_s, release.deploymentId);
    put(json, u"flyVersion"_s, release.flyVersion);
    put(json, u"image"_s, release.image);
    put(json, u"strategy"_s, release.strategy);
    put(json, u"note"_s, release.note);
    put(json, u"vercelId"_s, release.vercelId);
    put(json, u"sentryVersion"_s, release.sentryVersion);
    put(json, u"from"_s, release.from);
    put(json, u"canRollBackTo"_s, release.canRollBackTo);
    put(json, u"isStaged"_s, release.isStaged);
    put(json, u"page"_s, release.page.toString());
    return json;
}

void readTexts(const QJsonObject &json, Release &release)
{
    const auto text = [&json](QLatin1StringView key) { return json.value(key).toString(); };
    release.id = text("id"_L1);
    release.version = text("version"_L1);
    release.sha = text("sha"_L1);
    release.title = text("title"_L1);
    release.actor = text("actor"_L1);
    release.branch = text("branch"_L1);
    release.tag = text("tag"_L1);
    release.image = text("image"_L1);
    release.strategy = text("strategy"_L1);
    release.note = text("note"_L1);
    release.vercelId = text("vercelId"_L1);
    release.sentryVersion = text("sentryVersion"_L1);
    release.from = text("from"_L1);
    release.page = QUrl(text("page"_L1));
}

void readFacts(const QJsonObject &json, Release &release)
{
    release.act = enumAt(json, "act"_L1, Act::Canary);
    release.outcome = enumAt(json, "outcome"_L1, Outcome::Waiting);
    release.servesSince = timeAt(json, "servesSince"_L1);
    release.servesAll = timeAt(json, "servesAll"_L1);
    release.servedUntil = timeAt(json, "servedUntil"_L1);
    release.isLive = json.value("isLive"_L1).toBool();
    for (const QJsonValue &pull : json.value("pulls"_L1).toArray())
        release.pulls.append(pull.toInteger());
    release.runId = json.value("run"_L1).toInteger();
    release.runNumber = json.value("runNumber"_L1).toInteger();
    release.deploymentId = json.value("deployment"_L1).toInteger();
    release.flyVersion = json.value("flyVersion"_L1).toInteger();
    release.canRollBackTo = json.value("canRollBackTo"_L1).toBool();
    release.isStaged = json.value("isStaged"_L1).toBool();
}

QJsonObject payloadOf(const store::Event &event)
{
    return QJsonDocument::fromJson(event.payload).object();
}

base::Status statusNamed(const QString &word)
{
    return word == "success"_L1 ? base::Status::Success
        : word == "failure"_L1  ? base::Status::Failure
        : word == "running"_L1  ? base::Status::Running
                                : base::Status::Unknown;
}

QString wordOf(base::Status status)
{
    switch (status) {
    case base::Status::Success: return u"success"_s;
    case base::Status::Failure: return u"failure"_s;
    case base::Status::Running: return u"running"_s;
    default: return {};
    }
}

std::optional<Mark::Kind> kindOf(store::Event::Kind kind)
{
    switch (kind) {
    case store::Event::Kind::Migration: return Mark::Kind::Migration;
    case store::Event::Kind::Scaling: return Mark::Kind::Scaling;
    case store::Event::Kind::Rotation: return Mark::Kind::SecretRotation;
    default: return std::nullopt;
    }
}

store::Event::Kind kindOf(Mark::Kind kind)
{
    switch (kind) {
    case Mark::Kind::Scaling: return store::Event::Kind::Scaling;
    case Mark::Kind::SecretRotation: return store::Event::Kind::Rotation;
    default: return store::Event::Kind::Migration;
    }
}

QByteArray bytesOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace

bool isWorthKeeping(const Release &release)
{
    const bool isOver = release.outcome != Outcome::Waiting && release.outcome != Outcome::Running;
    return isOver && (!release.id.startsWith("github/"_L1) || release.outcome == Outcome::Failed);
}

bool isWorthKeeping(const Mark &mark)
{
    return mark.kind == Mark::Kind::Migration;
}

store::Event eventOf(const QString &workspaceKey, const Release &release)
{
    store::Event event;
    event.workspace = workspaceKey;
    event.kind = store::Event::Kind::Release;
    event.externalId = releasePrefix + release.id;
    event.app = release.app;
    event.environment = release.environment;
    event.at = release.at;
    if (release.servesAll && *release.servesAll >= release.at)
        event.took = milliseconds{release.at.msecsTo(*release.servesAll)};
    event.status = wordOf(statusOf(release));
    event.payload = bytesOf(toJson(release));
    return event;
}

store::Event eventOf(const QString &workspaceKey, const Mark &mark)
{
    store::Event event;
    event.workspace = workspaceKey;
    event.kind = kindOf(mark.kind);
    event.externalId = markPrefix + mark.id;
    event.app = mark.app;
    event.environment = mark.environment;
    event.at = mark.at;
    event.took = mark.took;
    event.status = wordOf(mark.status);
    event.payload = bytesOf({{u"name"_s, mark.name},
                             {u"detail"_s, mark.detail},
                             {u"run"_s, mark.runId},
                             {u"page"_s, mark.page.toString()}});
    return event;
}

store::Event eventOf(const QString &workspaceKey, const QString &releaseId, const Statement &statement,
                     const QDateTime &at)
{
    QJsonObject json{{u"verdict"_s, static_cast<int>(statement.verdict)},
                     {u"words"_s, statement.words},
                     {u"operation"_s, statement.operationId},
                     {u"from"_s, statement.from}};
    if (statement.act)
        json.insert(u"act"_s, static_cast<int>(*statement.act));
    store::Event event;
    event.workspace = workspaceKey;
    event.kind = store::Event::Kind::Verdict;
    event.externalId = statementPrefix + releaseId;
    event.at = at;
    event.payload = bytesOf(json);
    return event;
}

std::optional<Release> releaseOf(const store::Event &event)
{
    if (event.kind != store::Event::Kind::Release || !event.externalId.startsWith(releasePrefix))
        return std::nullopt;
    const QJsonObject json = payloadOf(event);
    Release release;
    readTexts(json, release);
    if (release.id.isEmpty())
        return std::nullopt;
    readFacts(json, release);
    release.app = event.app;
    release.environment = event.environment;
    release.at = event.at;
    return release;
}

std::optional<Mark> markOf(const store::Event &event)
{
    const auto kind = kindOf(event.kind);
    if (!kind)
        return std::nullopt;
    const QJsonObject json = payloadOf(event);
    const QString name = json.value("name"_L1).toString();
    const QString detail = json.value("detail"_L1).toString();
    Mark mark;
    mark.id = event.externalId.startsWith(markPrefix) ? event.externalId.mid(markPrefix.size()) : event.externalId;
    mark.kind = *kind;
    mark.app = event.app;
    mark.environment = event.environment;
    mark.at = event.at;
    mark.took = event.took;
    mark.status = statusNamed(event.status);
    mark.name = name.isEmpty() ? event.status : name;
    mark.detail = detail.isEmpty() ? json.value("words"_L1).toString() : detail;
    mark.runId = json.value("run"_L1).toInteger();
    mark.page = QUrl(json.value("page"_L1).toString());
    return mark;
}

std::optional<std::pair<QString, Statement>> statementOf(const store::Event &event)
{
    if (event.kind != store::Event::Kind::Verdict || !event.externalId.startsWith(statementPrefix))
        return std::nullopt;
    const QJsonObject json = payloadOf(event);
    Statement statement;
    statement.verdict = enumAt(json, "verdict"_L1, Verdict::Inconclusive);
    statement.words = json.value("words"_L1).toString();
    statement.operationId = json.value("operation"_L1).toString();
    statement.from = json.value("from"_L1).toString();
    if (json.contains("act"_L1))
        statement.act = enumAt(json, "act"_L1, Act::Canary);
    return std::pair(event.externalId.mid(statementPrefix.size()), statement);
}

} // namespace slipway::releases
