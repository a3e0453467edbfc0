#include "e2e_stage/window_hand.h"

#include "composition/session.h"
#include "e2e_stage/quiet.h"
#include "net/network_log.h"
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

constexpr int patience = 60'000;
/// When no exchange came for so long, what is waited for is time.
constexpr auto quietTime = 10ms;
constexpr auto longestWork = 300ms;

/// Another one after each exchange, also where the log drops old ones.
std::pair<std::size_t, const void *> newest(Stage &stage)
{
    const auto &exchanges = stage.program().session()->http().log().exchanges();
    return {exchanges.size(), exchanges.empty() ? nullptr : &exchanges.back()};
}

} // namespace

bool WindowHand::until(const std::function<bool()> &isSo, std::chrono::milliseconds step)
{
    QElapsedTimer all;
    all.start();
    while (!isSo()) {
        if (all.hasExpired(patience))
            return false;
        const auto before = newest(m_stage);
        letWork(quietTime, longestWork);
        // What shows for a few seconds must be seen before they pass.
        if (!isSo() && newest(m_stage) == before)
            m_stage.advance(step);
    }
    return true;
}

widgets::Sheet *WindowHand::sheet() const
{
    for (auto *sheet : m_stage.program().window().findChildren<widgets::Sheet *>()) {
        if (sheet->isVisible())
            return sheet;
    }
    return nullptr;
}

QWidget *WindowHand::sheetWidget() const
{
    return sheet();
}

QString WindowHand::sheetWords() const
{
    QStringList words;
    const widgets::Sheet *over = sheet();
    for (const auto *label : over ? over->findChildren<QLabel *>() : QList<QLabel *>()) {
        if (label->isVisible())
            words += label->text();
    }
    return words.join(u'\n');
}

QString WindowHand::failure() const
{
    const widgets::Sheet *over = sheet();
    const auto *banner = over ? over->findChild<widgets::Banner *>() : nullptr;
    return banner && banner->isVisible() ? banner->sentence() : QString();
}

QString WindowHand::verb() const
{
    const widgets::Sheet *over = sheet();
    return over && over->verb()->isEnabled() ? over->verb()->text() : QString();
}

bool WindowHand::confirm()
{
    if (verb().isEmpty())
        return false;
    m_stage.press(u"Ctrl+Return"_s);
    return until([this] { return !sheet() || !verb().isEmpty() || !failure().isEmpty(); });
}

bool WindowHand::cancel()
{
    m_stage.press(u"Escape"_s);
    return until([this] { return !sheet(); });
}

} // namespace slipway::e2e
