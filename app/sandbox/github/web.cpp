#include "sandbox/github/web.h"

#include "sandbox/github/api.h"
#include "sandbox/github/plan.h"
#include "sandbox/github/storage.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

/// How long the person takes to type the code.
constexpr int typingSeconds = 12;
constexpr int deviceLife = 900;

QUrlQuery form(const Call &call)
{
    QUrlQuery fields(QString::fromUtf8(call.body));
    const QJsonObject object = call.json();
    for (auto member = object.begin(); member != object.end(); ++member)
        fields.addQueryItem(member.key(), member.value().toString());
    return fields;
}

/// GitHub answers a form to whoever does not ask for JSON.
Reply inAskedForm(const Call &call, const QJsonObject &object)
{
    if (call.header("accept").contains("json"))
        return Reply::json(object);
    QUrlQuery fields;
    for (auto member = object.begin(); member != object.end(); ++member)
        fields.addQueryItem(member.key(), member.value().toVariant().toString());
    return Reply::bytes(fields.toString(QUrl::FullyEncoded).toUtf8(), "application/x-www-form-urlencoded"_ba);
}

} // namespace

Tokens makeTokens(const Simulation &simulation)
{
    Random random = simulation.random(u"github tokens");
    // Drawn one after another: the order of evaluation in a list of arguments would be free.
    const QByteArray full = "ghp_" + random.word(36);
    const QByteArray readOnly = "ghp_" + random.word(36);
    const QByteArray missingScopes = "ghp_" + random.word(36);
    return {full, readOnly, missingScopes, "ghp_" + random.word(36)};
}

std::vector<Offer> offersOf(Simulation &simulation, const std::shared_ptr<World> &world)
{
    for (const auto &repository : world->state.repositories())
        adoptFiles(*repository);
    std::vector<Offer> offers;
    offers.push_back({u"github"_s, u"api"_s, std::make_unique<Api>(simulation, world)});
    offers.push_back({u"github"_s, u"web"_s, std::make_unique<Web>(simulation, world)});
    return offers;
}

Web::Web(Simulation &simulation, std::shared_ptr<World> world)
    : Service(simulation, u"github"_s, makeTokens(simulation))
    , m_world(std::move(world))
    , m_random(simulation.random(u"github devices"))
{
    on("POST"_ba, u"/login/device/code"_s, [this](const Call &call) { return beginDevice(call); });
    on("POST"_ba, u"/login/oauth/access_token"_s, [this](const Call &call) { return pollDevice(call); });
    serveStorage(u"logs/{job}"_s, storedJobLog);
    serveStorage(u"run-logs/{run}/{attempt}"_s, storedRunLogs);
    serveStorage(u"artifacts/{id}"_s, storedArtifact);
}

bool Web::isRecorded(const Call &call) const
{
    return call.path.startsWith("/login/"_L1);
}

Reply Web::error(int status, const QString &message) const
{
    return Reply::json(QJsonObject{{u"message"_s, message}}, status);
}

Reply Web::beginDevice(const Call &call)
{
    const QString code = m_random.hex(40);
    const QString userCode = QString::fromLatin1(m_random.word(4).toUpper() + '-' + m_random.word(4).toUpper());
    m_devices[code] = {simulation().now(), {}, 5, form(call).queryItemValue(u"scope"_s, QUrl::FullyDecoded)};
    return inAskedForm(call,
                       {{u"device_code"_s, code},
                        {u"user_code"_s, userCode},
                        {u"verification_uri"_s, QString(call.origin + "/login/device"_L1)},
                        {u"expires_in"_s, deviceLife},
                        {u"interval"_s, 5}});
}

Reply Web::pollDevice(const Call &call)
{
    const auto refusal = [&call](const QString &error) {
        return inAskedForm(call,
                           {{u"error"_s, error},
                            {u"error_description"_s, error},
                            {u"error_uri"_s, u"https://docs.github.com/developers/apps/authorizing-oauth-apps"_s}});
    };
    const auto found = m_devices.find(form(call).queryItemValue(u"device_code"_s));
    if (found == m_devices.end())
        return refusal(u"incorrect_device_code"_s);
    Device &device = found->second;
    const QDateTime now = simulation().now();
    if (device.created.secsTo(now) > deviceLife)
        return refusal(u"expired_token"_s);
    const bool isHasty = device.asked.isValid() && device.asked.msecsTo(now) < device.interval * 1000;
    device.asked = now;
    if (isHasty) {
        device.interval += 5;
        return inAskedForm(call,
                           {{u"error"_s, u"slow_down"_s},
                            {u"error_description"_s, u"Too many requests"_s},
                            {u"error_uri"_s, u"https://docs.github.com"_s},
                            {u"interval"_s, device.interval}});
    }
    if (device.created.secsTo(now) < typingSeconds)
        return refusal(u"authorization_pending"_s);
    QString scope = device.scope;
    return inAskedForm(call,
                       {{u"access_token"_s, QString::fromLatin1(tokens().full)},
                        {u"token_type"_s, u"bearer"_s},
                        {u"scope"_s, scope.replace(u' ', u',')}});
}

void Web::serveStorage(const QString &below, Reply (*give)(const Call &, World &))
{
    on("GET"_ba, u"/_storage/{owner}/{repo}/"_s + below, [this, give](const Call &call) {
        const auto refusal = storageRefusal(call, simulation().now());
        return refusal ? *refusal : give(call, *m_world);
    });
}

} // namespace slipway::sandbox::github
