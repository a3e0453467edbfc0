#include "sandbox/core/router.h"

namespace slipway::sandbox {

namespace {

using Parameters = QHash<QString, QString>;

bool isParameter(const QString &part)
{
    return part.startsWith(u'{');
}

bool takesSeveral(const QString &part)
{
    return part.endsWith(QStringLiteral("+}"));
}

QString nameOf(const QString &part)
{
    return part.mid(1, part.size() - (takesSeveral(part) ? 3 : 2));
}

bool fits(const QStringList &parts, qsizetype part, const QStringList &segments, qsizetype segment, Parameters &found)
{
    if (part == parts.size())
        return segment == segments.size();
    if (segment == segments.size())
        return false;
    const QString &wanted = parts.at(part);
    if (!isParameter(wanted))
        return wanted == segments.at(segment) && fits(parts, part + 1, segments, segment + 1, found);
    qsizetype end = takesSeveral(wanted) ? segments.size() : segment + 1;
    for (; end > segment; --end) {
        if (!fits(parts, part + 1, segments, end, found))
            continue;
        found.insert(nameOf(wanted), segments.mid(segment, end - segment).join(u'/'));
        return true;
    }
    return false;
}

} // namespace

void Router::add(const QByteArray &method, const QString &pattern, LateHandler handler)
{
    Route route{method, pattern.split(u'/', Qt::SkipEmptyParts), 0, std::move(handler)};
    route.literals = static_cast<int>(std::ranges::count_if(route.parts, std::not_fn(isParameter)));
    m_routes.push_back(std::move(route));
}

Router::Match Router::find(const QByteArray &method, const QStringList &segments) const
{
    Match best;
    int literals = -1;
    for (const Route &route : m_routes) {
        Parameters parameters;
        if (!fits(route.parts, 0, segments, 0, parameters))
            continue;
        if (route.method != method) {
            best.wrongMethod = true;
        } else if (route.literals > literals) {
            literals = route.literals;
            best.handler = &route.handler;
            best.parameters = std::move(parameters);
        }
    }
    return best;
}

} // namespace slipway::sandbox
