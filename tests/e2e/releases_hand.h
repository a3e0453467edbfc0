#pragma once

#include "e2e_stage/window_hand.h"
#include "operations/operation.h"
#include "releases/release.h"

class QAction;

namespace slipway::timeline {
class TimelineView;
}

namespace slipway::e2e {

/// What a person does on the Releases page and with operations, by keys, and what they read there.
class ReleasesHand : public WindowHand
{
public:
    using WindowHand::WindowHand;

    /// Alt+3, and waits until releases are shown. False when it takes too long, as everywhere here.
    bool openPage();
    timeline::TimelineView *timeline() const;
    /// Goes through the timeline with the arrow keys until it is on a release of this lane: the live one, or the
    /// newest of that version.
    bool select(const QString &app, const QString &environment, const QString &version = {});
    /// The one that is selected; of an empty id when none is.
    releases::Release selected() const;
    /// What runs there by what the page knows; of an empty id when nothing does.
    releases::Release live(const QString &app, const QString &environment) const;

    /// Presses an act's keys, as in "Ctrl+Shift+B" for a roll-back, and waits for its sheet.
    bool openSheet(const QString &keys);
    /// Goes to the choice of that title on the sheet and presses Space.
    bool choose(const QString &title);
    /// Sets or clears a checkbox of the sheet with Space; "watch", "arm-revert", …
    bool tick(const QString &option, bool on = true);
    /// Types in the field of that name: "typeToConfirm", "reason/migrations-crossed", …
    bool fill(const QString &field, const QString &text);
    /// Chooses another release to go back to.
    bool chooseOther(const QString &version);
    /// Confirms and waits for the operation that begins; its id, or nothing.
    QString start();

    /// Waits until the operation is over or parked, while the story goes on in steps.
    bool untilRested(const QString &id, std::chrono::milliseconds step = std::chrono::seconds(1));
    const operations::Operation *operation(const QString &id) const;
    /// How a step stands; of no state worth telling when there is no such step.
    operations::StepRecord step(const QString &id, const QString &stepId) const;

    /// How it and its steps stand, for whoever reads why a test failed.
    QString standing(const QString &id) const;

    /// What the bar at the window's foot says of what is under way, an operation a line.
    QStringList bar() const;
    /// Alt+7, and chooses the newest operation there.
    bool openActivity();
    /// The chosen operation: its words and those of its steps with all their evidence.
    QString activity() const;
    /// Clicks one of its buttons: "Retry", "Abort…".
    bool press(const QString &button);
    /// The lines of the audit log on the Activity page.
    QStringList log();

private:
    QAction *act(const QString &keys) const;
};

} // namespace slipway::e2e
