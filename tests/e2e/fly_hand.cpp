#include "e2e_releases/fly_hand.h"

#include "composition/session.h"
#include "widgets/sheet.h"

#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::e2e {

namespace {

constexpr int mostTries = 5;

} // namespace

bool FlyHand::open()
{
    // The timeline shows what is live a moment after it is known.
    return stage().start() && openPage() && until([this] { return !live(api(), u"production"_s).id.isEmpty(); })
        && until([this] { return select(api(), u"production"_s); });
}

bool FlyHand::openPlan()
{
    return openSheet(QString::fromLatin1(rollBackKeys));
}

bool FlyHand::openRollBack()
{
    return open() && openPlan() && tick(u"watch"_s, false) && fillIn();
}

bool FlyHand::fillIn()
{
    const QString why = QString::fromLatin1(reason);
    const bool isReasonGiven = !part<QLineEdit>(why) || fill(why, u"0042 only adds a column"_s);
    return isReasonGiven && fill(u"typeToConfirm"_s, api());
}

bool FlyHand::goesBackTo(const QString &version)
{
    return sheetWords().section(u'\n', 0, 0).trimmed().endsWith(version) || chooseOther(version);
}

bool FlyHand::untilLive(const QString &version)
{
    return stage().refresh() && until([this, &version] { return live(api(), u"production"_s).version == version; });
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
    for (int tries = 0; tries < mostTries; ++tries) {
        const auto all = answer(colleague().machines(api(), {}));
        if (all)
            return *all;
        // The program asks for them too, and Fly.io answers so often and no more.
        stage().advance(1s);
    }
    return {};
}

} // namespace slipway::e2e
