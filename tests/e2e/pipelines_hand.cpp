#include "e2e_delivery/pipelines_hand.h"

#include "composition/session.h"
#include "net/network_log.h"
#include "pipelines_page/changed_chip.h"
#include "widgets/banner.h"
#include "widgets/sheet.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::e2e {

namespace {

constexpr int patience = 20'000;
/// When no exchange came for so long, what is waited for is time.
constexpr int quietTime = 60;
constexpr auto timeStep = 250ms;

} // namespace

bool PipelinesHand::until(const std::function<bool()> &isSo)
{
    QElapsedTimer all;
    all.start();
    while (!isSo()) {
        if (all.hasExpired(patience))
            return false;
        const std::size_t before = m_stage.program().session()->http().log().exchanges().size();
        QTest::qWait(quietTime);
        if (m_stage.program().session()->http().log().exchanges().size() == before)
            m_stage.advance(timeStep);
    }
    return true;
}

bool PipelinesHand::openPage()
{
    m_stage.press(u"Alt+2"_s);
    return until([this] { return !text().isEmpty(); });
}

QModelIndex PipelinesHand::entry(const QString &name) const
{
    const QAbstractItemView *list = m_stage.window().view(u"Workflows"_s);
    for (int row = 0; list && row < list->model()->rowCount(); ++row) {
        if (list->model()->index(row, 0).data().toString() == name)
            return list->model()->index(row, 0);
    }
    return {};
}

bool PipelinesHand::choose(const QString &name)
{
    if (!until([this, &name] { return entry(name).isValid(); }))
        return false;
    const QAbstractItemView *list = m_stage.window().view(u"Workflows"_s);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(entry(name)).center());
    return until([this, &name] { return text().contains(name.toUtf8()); });
}

QPlainTextEdit *PipelinesHand::source() const
{
    return qobject_cast<QPlainTextEdit *>(m_stage.window().named(u"Source"_s));
}

QByteArray PipelinesHand::text() const
{
    const QPlainTextEdit *pane = source();
    return pane ? pane->toPlainText().toUtf8() : QByteArray();
}

bool PipelinesHand::replace(const QString &before, const QString &after)
{
    QPlainTextEdit *pane = source();
    if (!pane || pane->toPlainText().count(before) != 1)
        return false;
    pane->setFocus(Qt::MouseFocusReason);
    const QTextCursor found = pane->document()->find(before);
    pane->setTextCursor(found);
    QTest::keyClicks(pane, after);
    return pane->toPlainText().contains(after);
}

QString PipelinesHand::changedWords() const
{
    const auto *chip = m_stage.program().window().findChild<pipelines_page::ChangedChip *>();
    return chip && chip->isVisible() ? chip->words() : QString();
}

widgets::Sheet *PipelinesHand::sheet() const
{
    for (auto *sheet : m_stage.program().window().findChildren<widgets::Sheet *>()) {
        if (sheet->isVisible())
            return sheet;
    }
    return nullptr;
}

QWidget *PipelinesHand::sheetWidget() const
{
    return sheet();
}

QString PipelinesHand::sheetWords() const
{
    QStringList words;
    const widgets::Sheet *over = sheet();
    for (const auto *label : over ? over->findChildren<QLabel *>() : QList<QLabel *>()) {
        if (label->isVisible())
            words += label->text();
    }
    return words.join(u'\n');
}

QString PipelinesHand::failure() const
{
    const widgets::Sheet *over = sheet();
    const auto *banner = over ? over->findChild<widgets::Banner *>() : nullptr;
    return banner && banner->isVisible() ? banner->sentence() : QString();
}

QString PipelinesHand::verb() const
{
    const widgets::Sheet *over = sheet();
    return over && over->verb()->isEnabled() ? over->verb()->text() : QString();
}

bool PipelinesHand::confirm()
{
    if (verb().isEmpty())
        return false;
    m_stage.press(u"Ctrl+Return"_s);
    return until([this] { return !sheet() || !verb().isEmpty() || !failure().isEmpty(); });
}

bool PipelinesHand::cancel()
{
    m_stage.press(u"Escape"_s);
    return until([this] { return !sheet(); });
}

} // namespace slipway::e2e
