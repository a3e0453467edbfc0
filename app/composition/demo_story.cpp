#include "composition/demo_story.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace slipway::composition {

std::shared_ptr<base::Clock> storyClock()
{
    return std::make_shared<base::StoryClock>(QDateTime(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC));
}

QByteArray demoWorkspace()
{
    QFile file(u":/demo/slipway.yaml"_s);
    const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isThere);
    return file.readAll();
}

} // namespace slipway::composition
