#include "e2e_releases/fly_hand.h"

#include "composition/session.h"
#include "widgets/sheet.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::e2e {

bool FlyHand::open()
{
    return stage().start() && openPage() && until([this] { return !live(api(), u"production"_s).id.isEmpty(); })
        && select(api(), u"production"_s);
}

bool FlyHand::openPlan()
{
    return openSheet(QString::fromLatin1(rollBackKeys));
}

bool FlyHand::openRollBack()
{
    return open() && openPlan() && fillIn();
}

bool FlyHand::fillIn()
{
    return tick(u"watch"_s, false) && fill(QString::fromLatin1(reason), u"0042 only adds a column"_s)
        && fill(u"typeToConfirm"_s, api());
}

QString FlyHand::standing(const QString &id) const
{
    const operations::Operation *known = operation(id);
    if (!known)
        return u"no such operation"_s;
    QStringList lines{known->words(), known->next};
    for (qsizetype at = 0; at < known->steps.size(); ++at)
        lines += u"%1: %2 %3"_s.arg(known->plan.steps.at(at).id)
                     .arg(static_cast<int>(known->steps.at(at).state))
                     .arg(known->steps.at(at).words);
    return lines.join(u'\n');
}

QString FlyHand::started()
{
    const QString id = start();
    if (id.isEmpty())
        qWarning("not started: %s %s", qPrintable(failure()), qPrintable(sheetWords()));
    return id;
}

QMap<QString, int> FlyHand::images()
{
    QMap<QString, int> counts;
    const QList<fly::Machine> all = machines();
    for (const fly::Machine &machine : all)
        ++counts[machine.config.value("image"_L1).toString()];
    return counts;
}

bool FlyHand::changeMachine(const fly::Machine &machine)
{
    fly::Change change;
    change.config = machine.config;
    return answer(colleague().updateMachine(api(), machine.id, change, {}, {})).has_value();
}

bool FlyHand::isEachUpdatedOnce()
{
    const QList<fly::Machine> all = machines();
    return std::ranges::all_of(all, [this](const fly::Machine &machine) {
        return count(u"machine.updated"_s, api() + u'/' + machine.id) == 1;
    });
}

fly::Client FlyHand::colleague() const
{
    return stage().program().session()->clients().fly;
}

QList<fly::Machine> FlyHand::machines()
{
    return answer(colleague().machines(api(), {})).value_or(QList<fly::Machine>());
}

} // namespace slipway::e2e
