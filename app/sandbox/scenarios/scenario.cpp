#include "sandbox/scenarios/scenario.h"

#include "sandbox/scenarios/large_github.h"
#include "sandbox/scenarios/large_others.h"
#include "sandbox/scenarios/loop_health_github.h"
#include "sandbox/scenarios/loop_health_others.h"

#include <QFile>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

QStringList scenarioNames()
{
    return {u"loop-health"_s, u"large"_s};
}

base::Result<Scenario> scenario(const QString &name)
{
    if (scenarioNames().contains(name))
        return Scenario{name, QDateTime(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC)};
    return std::unexpected(
        base::makeError(base::Error::Kind::InvalidInput,
                        u"There is no scenario “%1”. Choose %2."_s.arg(name, scenarioNames().join(u" or "_s))));
}

QByteArray scenarioWorkspace(const Scenario &scenario)
{
    if (scenario.name == "large"_L1)
        return large::workspace();
    QFile file(u":/sandbox/loop-health/slipway.yaml"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<Offer> githubServices(Simulation &simulation, const Scenario &scenario)
{
    return scenario.name == "large"_L1 ? large::githubServices(simulation) : loop_health::githubServices(simulation);
}

std::vector<Offer> otherServices(Simulation &simulation, const Scenario &scenario)
{
    return scenario.name == "large"_L1 ? largeOthers(simulation) : loopHealthOthers(simulation);
}

} // namespace slipway::sandbox
