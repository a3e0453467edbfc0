#pragma once

#include "runs/control.h"
#include "runs/services.h"
#include "widgets/sheet.h"

#include <functional>
#include <stop_token>

class QCheckBox;
class QLabel;
class QPlainTextEdit;

namespace slipway::run_pages {

/// A plan as text: numbered steps, what stays, the command. Follows the plan as a form changes it.
class PlanText final : public QWidget
{
    Q_OBJECT

public:
    explicit PlanText(QWidget *parent = nullptr);
    void setPlan(const runs::Plan &plan);

private:
    QLabel *m_steps = nullptr;
    QLabel *m_stays = nullptr;
    QLabel *m_calls = nullptr;
    QPlainTextEdit *m_command = nullptr;
};

/// A sheet that shows what a wish will do, does it, and stays open with the reason when it cannot be done.
class PlanSheet : public widgets::Sheet
{
    Q_OBJECT

public:
    PlanSheet(std::shared_ptr<const runs::Services> services, runs::Wish wish, runs::Standing standing, QWidget *over);

    /// Form rows that the wish needs beside the plan: a comment, debug logs.
    void addChoices();
    const runs::Wish &wish() const { return m_wish; }

    using Afterwards = std::function<void(const base::Result<runs::Outcome> &outcome, const runs::Wish &wish)>;
    /// What GitHub was asked goes on when the sheet is closed meanwhile: `keeper`, which outlives the sheet, is told
    /// what came of it by `afterwards`. Ends with `stop`.
    void setKeeper(QObject *keeper, std::stop_token stop, Afterwards afterwards);

Q_SIGNALS:
    void done(const slipway::runs::Outcome &outcome, const slipway::runs::Wish &wish);
    /// Closed while GitHub was being told.
    void leftBehind();

protected:
    /// Another wish: the plan is made anew.
    void setWish(const runs::Wish &wish);
    const runs::Services &services() const { return *m_services; }

private:
    void showPlan();
    void carryOut();
    void take(const base::Result<runs::Outcome> &outcome);

    std::shared_ptr<const runs::Services> m_services;
    runs::Wish m_wish;
    runs::Standing m_standing;
    PlanText *m_text = nullptr;
    QObject *m_keeper = nullptr;
    Afterwards m_afterwards;
    std::stop_token m_stop;
    bool m_isBusy = false;
    bool m_isClosed = false;
};

} // namespace slipway::run_pages
