#include "sandbox/scenarios/fly_config.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

namespace {

constexpr int port = 3000;

QJsonObject httpCheck(const QString &path)
{
    return {{u"type"_s, u"http"_s},    {u"port"_s, port},       {u"method"_s, u"get"_s},     {u"path"_s, path},
            {u"interval"_s, u"15s"_s}, {u"timeout"_s, u"5s"_s}, {u"grace_period"_s, u"5s"_s}};
}

QJsonObject service()
{
    return {{u"protocol"_s, u"tcp"_s},
            {u"internal_port"_s, port},
            {u"autostop"_s, false},
            {u"autostart"_s, true},
            {u"min_machines_running"_s, 2},
            {u"ports"_s, QJsonArray{QJsonObject{{u"port"_s, 443}, {u"handlers"_s, QJsonArray{u"tls"_s, u"http"_s}}}}},
            {u"concurrency"_s, QJsonObject{{u"type"_s, u"requests"_s}, {u"soft_limit"_s, 200}, {u"hard_limit"_s, 250}}},
            {u"checks"_s, QJsonArray{httpCheck(u"/health/live"_s)}}};
}

} // namespace

QJsonObject flyConfig(const fly::Image &image, const fly::Release &release)
{
    return {{u"image"_s, image.reference()},
            {u"env"_s, QJsonObject{{u"NODE_ENV"_s, u"production"_s}, {u"PRIMARY_REGION"_s, u"fra"_s}}},
            {u"init"_s, QJsonObject()},
            {u"guest"_s, QJsonObject{{u"cpu_kind"_s, u"shared"_s}, {u"cpus"_s, 1}, {u"memory_mb"_s, 1024}}},
            {u"restart"_s, QJsonObject{{u"policy"_s, u"on-failure"_s}, {u"max_retries"_s, 10}}},
            {u"services"_s, QJsonArray{service()}},
            {u"checks"_s,
             QJsonObject{{u"readiness"_s, httpCheck(u"/health/ready"_s)},
                         {u"database"_s, httpCheck(u"/health/database"_s)}}},
            {u"metadata"_s,
             QJsonObject{{u"fly_platform_version"_s, u"v2"_s},
                         {u"fly_process_group"_s, u"app"_s},
                         {u"fly_flyctl_version"_s, u"0.2.22"_s},
                         {u"fly_release_id"_s, release.id},
                         {u"fly_release_version"_s, QString::number(release.version)}}}};
}

} // namespace slipway::sandbox
