#include "e2e_releases/releases_hand.h"

#include "composition/session.h"
#include "shell/main_window.h"
#include "shell/operations_bar.h"
#include "timeline/timeline_view.h"
#include "widgets/sheet.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::e2e {

namespace {

/// More lanes and marks than the demo has.
constexpr int mostSteps = 60;

QStringList labelsOf(const QWidget &part)
{
    QStringList words;
    for (const auto *label : part.findChildren<QLabel *>()) {
        if (label->isVisible())
            words += label->text();
    }
    return words;
}

QStringList wordsOf(const QTreeWidgetItem &item)
{
    QStringList words{item.data(0, Qt::AccessibleTextRole).toString(), item.text(0)};
    for (int at = 0; at < item.childCount(); ++at)
        words += wordsOf(*item.child(at));
    words.removeAll(QString());
    return words;
}

template<typename T>
T *withText(const QWidget &over, const QString &text)
{
    const auto all = over.findChildren<T *>();
    const auto found =
        std::ranges::find_if(all, [&text](const T *button) { return button->isVisible() && button->text() == text; });
    return found == all.end() ? nullptr : *found;
}

} // namespace

timeline::TimelineView *ReleasesHand::timeline() const
{
    return stage().program().window().findChild<timeline::TimelineView *>();
}

bool ReleasesHand::openPage()
{
    stage().press(u"Alt+3"_s);
    return until([this] {
        return timeline() && timeline()->isVisible()
            && !stage().program().session()->delivery().releases().history()->releases.isEmpty();
    });
}

releases::Release ReleasesHand::selected() const
{
    const releases::Release *release =
        stage().program().session()->delivery().releases().release(timeline()->selected());
    return release ? *release : releases::Release();
}

releases::Release ReleasesHand::live(const QString &app, const QString &environment) const
{
    const auto history = stage().program().session()->delivery().releases().history();
    const auto found = std::ranges::find_if(history->releases, [&](const releases::Release &release) {
        return release.isLive && release.app == app && release.environment == environment;
    });
    return found == history->releases.end() ? releases::Release() : *found;
}

bool ReleasesHand::select(const QString &app, const QString &environment, const QString &version)
{
    timeline()->setFocus(Qt::TabFocusReason);
    stage().press(u"Home"_s);
    stage().press(u"Escape"_s);
    const auto isThere = [&] { return selected().app == app && selected().environment == environment; };
    for (int steps = 0; !isThere() && steps < mostSteps; ++steps)
        stage().press(u"Down"_s);
    const auto fits = [&] {
        return isThere() && (version.isEmpty() ? selected().isLive : selected().version == version);
    };
    // Beyond the newest there is nothing, and what waits for approval.
    for (int steps = 0; !fits() && steps < mostSteps; ++steps)
        stage().press(u"Right"_s);
    for (int steps = 0; !fits() && steps < mostSteps; ++steps)
        stage().press(u"Left"_s);
    return fits();
}

QAction *ReleasesHand::act(const QString &keys) const
{
    const auto all = stage().program().window().findChildren<QAction *>();
    const auto found =
        std::ranges::find_if(all, [&keys](const QAction *each) { return each->shortcut() == QKeySequence(keys); });
    return found == all.end() ? nullptr : *found;
}

bool ReleasesHand::openSheet(const QString &keys)
{
    // What can be done is known once the providers have answered.
    if (!until([this, &keys] { return act(keys) && act(keys)->isEnabled(); }))
        return false;
    stage().press(keys);
    // Providers bear only so many questions in a moment, and the story stands still while there are answers.
    const auto isRefused = [this] { return stage().window().says(u"asked too often"_s); };
    if (until([&] { return sheet() || isRefused(); }) && sheet())
        return true;
    stage().advance(std::chrono::minutes(1));
    stage().press(keys);
    if (until([this] { return sheet(); }))
        return true;
    qWarning("no sheet: %s", qPrintable(stage().window().toast()));
    return false;
}

bool ReleasesHand::choose(const QString &title)
{
    const auto all = sheet() ? sheet()->findChildren<QAbstractButton *>() : QList<QAbstractButton *>();
    const auto found = std::ranges::find(all, title, &QWidget::accessibleName);
    if (found == all.end() || !(*found)->isEnabled())
        return false;
    (*found)->setFocus(Qt::TabFocusReason);
    stage().press(u"Space"_s);
    return (*found)->isChecked();
}

bool ReleasesHand::tick(const QString &option, bool on)
{
    QCheckBox *box = nullptr;
    const auto canBe = [&] {
        box = part<QCheckBox>(u"option/"_s + option);
        return box && box->isEnabled();
    };
    if (!until(canBe))
        return false;
    box->setFocus(Qt::TabFocusReason);
    if (box->isChecked() != on)
        stage().press(u"Space"_s);
    return box->isChecked() == on;
}

bool ReleasesHand::fill(const QString &field, const QString &text)
{
    QLineEdit *line = nullptr;
    const auto isThere = [&] {
        line = part<QLineEdit>(field);
        return line && line->isVisible() && line->isEnabled();
    };
    if (!until(isThere))
        return false;
    line->setFocus(Qt::TabFocusReason);
    line->selectAll();
    stage().type(text);
    return line->text() == text;
}

bool ReleasesHand::chooseOther(const QString &version)
{
    const auto *button = part<QPushButton>(u"chooseOther"_s);
    for (QAction *other : button && button->menu() ? button->menu()->actions() : QList<QAction *>()) {
        if (!other->text().startsWith(version + u' '))
            continue;
        other->trigger();
        // The verb waits for what has to be typed; the title is there at once.
        return until([this, &version] { return sheetWords().section(u'\n', 0, 0).endsWith(version); });
    }
    return false;
}

QString ReleasesHand::start()
{
    const auto &operations = stage().program().session()->delivery().runner().operations();
    QStringList before;
    for (const operations::Operation &operation : operations)
        before += operation.id;
    if (!confirm() || sheet())
        return {};
    const auto isNew = [&before](const operations::Operation &operation) { return !before.contains(operation.id); };
    if (!until([&] { return std::ranges::any_of(operations, isNew); }))
        return {};
    return std::ranges::find_if(operations, isNew)->id;
}

const operations::Operation *ReleasesHand::operation(const QString &id) const
{
    return stage().program().session()->delivery().runner().operation(id);
}

operations::StepRecord ReleasesHand::step(const QString &id, const QString &stepId) const
{
    const operations::Operation *found = operation(id);
    for (qsizetype at = 0; found && at < found->steps.size(); ++at) {
        if (found->plan.steps.at(at).id == stepId)
            return found->steps.at(at);
    }
    return {};
}

bool ReleasesHand::untilRested(const QString &id, std::chrono::milliseconds step)
{
    return until(
        [this, &id] {
            const operations::Operation *found = operation(id);
            return found && (operations::isOver(found->state) || found->state == operations::OperationState::Parked);
        },
        step);
}

QString ReleasesHand::standing(const QString &id) const
{
    const operations::Operation *found = operation(id);
    QStringList words;
    for (qsizetype at = 0; found && at < found->steps.size(); ++at) {
        const operations::StepRecord &record = found->steps.at(at);
        const QString error = record.error ? base::sentence(*record.error) : record.words;
        words += u"%1 %2: %3"_s.arg(found->plan.steps.at(at).id, QString::number(int(record.state)), error);
    }
    return (found ? found->next + u'\n' : u"no such operation"_s) + words.join(u'\n');
}

QStringList ReleasesHand::bar() const
{
    QStringList words;
    const auto *bar = stage().program().window().findChild<shell::OperationsBar *>();
    for (const auto *item : bar ? bar->findChildren<QAbstractButton *>() : QList<QAbstractButton *>()) {
        if (item->isVisible() && item->inherits("slipway::shell::OperationItem"))
            words += item->accessibleName();
    }
    return words;
}

bool ReleasesHand::openActivity()
{
    stage().press(u"Alt+7"_s);
    const auto list = [this] { return stage().window().view(u"Operations"_s); };
    if (!until([&list] { return list() && list()->model()->rowCount() > 0; }))
        return false;
    list()->setFocus(Qt::TabFocusReason);
    stage().press(u"Home"_s);
    return list()->currentIndex().row() == 0;
}

QString ReleasesHand::activity() const
{
    const QWidget *details = stage().window().named(u"Details"_s);
    if (!details)
        return {};
    QStringList words = labelsOf(*details);
    const auto *steps = details->findChild<QTreeWidget *>();
    for (int at = 0; steps && at < steps->topLevelItemCount(); ++at)
        words += wordsOf(*steps->topLevelItem(at));
    return words.join(u'\n');
}

bool ReleasesHand::press(const QString &button)
{
    const QWidget *details = stage().window().named(u"Details"_s);
    auto *found = details ? withText<QPushButton>(*details, button) : nullptr;
    if (!found || !found->isEnabled())
        return false;
    QTest::mouseClick(found, Qt::LeftButton);
    return true;
}

QStringList ReleasesHand::log()
{
    const QWidget *parts = stage().window().named(u"What is listed"_s);
    auto *segment = parts ? withText<QAbstractButton>(*parts, u"Log"_s) : nullptr;
    if (!segment)
        return {};
    QTest::mouseClick(segment, Qt::LeftButton);
    const auto list = [this] { return stage().window().view(u"Audit log"_s); };
    if (!until([&list] { return list() && list()->model()->rowCount() > 0; }))
        return {};
    QStringList lines;
    for (int row = 0; row < list()->model()->rowCount(); ++row)
        lines += list()->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    return lines;
}

} // namespace slipway::e2e
