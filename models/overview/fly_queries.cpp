#include "overview/fly_queries.h"

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

/// Together they keep an address under 4 KB.
constexpr qsizetype mostApps = 20;
constexpr qsizetype longestPattern = 1'000;

/// The name as a regular expression inside a quoted text. What Fly.io allows in names means itself in both; of a
/// workspace that names anything else each other character stands for whatever one it may be.
QString pattern(QString name)
{
    for (QChar &letter : name) {
        const bool isPlain = (letter >= u'a' && letter <= u'z') || (letter >= u'A' && letter <= u'Z')
            || (letter >= u'0' && letter <= u'9') || letter == u'-' || letter == u'_';
        if (!isPlain)
            letter = u'.';
    }
    return name;
}

FlyQueries queriesFor(const QStringList &apps, const QString &patterns)
{
    return {
        apps, u"sum(rate(fly_app_http_responses_count{app=~\"%1\"}[5m])) by (app, status)"_s.arg(patterns),
        u"histogram_quantile(0.95, sum(rate(fly_app_http_response_time_seconds_bucket{app=~\"%1\"}[5m])) by (app, le))"_s
            .arg(patterns)};
}

} // namespace

QList<FlyQueries> flyQueries(const QStringList &apps)
{
    QList<FlyQueries> queries;
    QStringList part;
    QString patterns;
    for (const QString &app : apps) {
        const QString one = pattern(app);
        if (!part.isEmpty() && (part.size() == mostApps || patterns.size() + one.size() >= longestPattern)) {
            queries += queriesFor(part, patterns);
            part.clear();
            patterns.clear();
        }
        part += app;
        patterns += patterns.isEmpty() ? one : u'|' + one;
    }
    if (!part.isEmpty())
        queries += queriesFor(part, patterns);
    return queries;
}

} // namespace slipway::overview
