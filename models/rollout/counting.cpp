#include "rollout/counting.h"

#include "base/format.h"

namespace slipway::rollout {

QString counted(qsizetype count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(base::format::count(count));
}

} // namespace slipway::rollout
