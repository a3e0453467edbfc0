#pragma once

#include "widgets/popover.h"

#include <QUrl>

namespace slipway::base {
class Clock;
}

namespace slipway::shell {

class NotificationModel;

/// The bell's list: what happened lately. Enter or a click opens where it can be looked into.
class NotificationsPopover final : public widgets::Popover
{
    Q_OBJECT

public:
    /// `model` and `clock` outlive it.
    NotificationsPopover(NotificationModel &model, const base::Clock &clock, QWidget *parent);

Q_SIGNALS:
    void pageRequested(const QUrl &page);
};

} // namespace slipway::shell
