#pragma once

#include "widgets/toast.h"

#include <QObject>

namespace slipway::widgets {

/// The messages of a window, the newest at the bottom: none hides another. What is said again while it still shows
/// is not shown twice. Beyond `most`, the oldest leaves that is no failure; failures stay until they are closed.
class Toasts final : public QObject
{
    Q_OBJECT

public:
    static constexpr int most = 4;

    /// `window` and `clock` outlive it. `bottomMargin` keeps them clear of a bar at the window's bottom, pixels.
    Toasts(base::Clock &clock, int bottomMargin, QWidget *window);

    void say(const ToastText &text);

private:
    Toast *added();
    void makeRoom();
    void place();

    base::Clock &m_clock;
    int m_bottomMargin;
    QWidget *m_window;
    /// What shows, oldest first.
    QList<Toast *> m_toasts;
};

} // namespace slipway::widgets
