#include "rollout/freeze_guard.h"

#include "base/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::FreezeGuard)
};

} // namespace

QString freezeWords(const Planner::Setup &setup, const operations::Target &target)
{
    if (!setup.releases || target.environment != "production"_L1)
        return {};
    const QDateTime now = setup.clock->now();
    const auto history = setup.releases->history();
    for (const releases::Freeze &freeze : history->freezes) {
        if (freeze.from <= now && now < freeze.until)
            return Words::tr("Production is left alone until %1.").arg(base::format::time(freeze.until, now));
    }
    return {};
}

operations::Guard freezeGuard(const QString &words)
{
    return {u"freeze"_s, operations::Guard::Level::Ask, Words::tr("A freeze holds"), words, Words::tr("the freeze")};
}

} // namespace slipway::rollout
