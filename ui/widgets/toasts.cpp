#include "widgets/toasts.h"

#include <algorithm>

namespace slipway::widgets {

namespace {

constexpr int gap = 8;

} // namespace

Toasts::Toasts(base::Clock &clock, int bottomMargin, QWidget *window)
    : QObject(window)
    , m_clock(clock)
    , m_bottomMargin(bottomMargin)
    , m_window(window)
{ }

void Toasts::say(const ToastText &text)
{
    const auto same = std::ranges::find_if(m_toasts, [&text](const Toast *toast) { return toast->text() == text; });
    Toast *toast = same == m_toasts.end() ? added() : *same;
    m_toasts.removeOne(toast);
    m_toasts.append(toast);
    toast->say(text);
    makeRoom();
    place();
}

Toast *Toasts::added()
{
    auto *toast = new Toast(m_clock, m_bottomMargin, m_window);
    connect(toast, &Toast::left, this, [this, toast] {
        m_toasts.removeOne(toast);
        toast->deleteLater();
        place();
    });
    return toast;
}

void Toasts::makeRoom()
{
    const auto mayGo = [this](const Toast *toast) {
        return toast->text().tone != base::Status::Failure && toast != m_toasts.last();
    };
    while (m_toasts.size() > most) {
        const auto oldest = std::ranges::find_if(m_toasts, mayGo);
        if (oldest == m_toasts.end())
            return;
        (*oldest)->hide();
    }
}

void Toasts::place()
{
    int lift = 0;
    for (auto toast = m_toasts.crbegin(); toast != m_toasts.crend(); ++toast) {
        (*toast)->setLift(lift);
        lift += (*toast)->cardHeight() + gap;
    }
}

} // namespace slipway::widgets
