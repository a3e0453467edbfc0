#include "approvals/words.h"

#include "base/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::approvals {

QString tr(const char *text)
{
    return QCoreApplication::translate("approvals", text);
}

QString counted(qint64 number, const char *one, const char *many)
{
    return number == 1 ? tr(one) : tr(many).arg(base::format::count(number));
}

QString anyOf(const QStringList &names)
{
    if (names.size() < 2)
        return names.value(0);
    return tr("%1 or %2").arg(names.first(names.size() - 1).join(u", "_s), names.last());
}

QString numbered(qint64 number)
{
    return u'#' + QString::number(number);
}

} // namespace slipway::approvals
