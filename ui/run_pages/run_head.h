#pragma once

#include "base/clock.h"
#include "run_pages/runs_view.h"

class QComboBox;
class QHBoxLayout;
class QLabel;

namespace slipway::widgets {
class Avatar;
class ElidedLabel;
class ShaChip;
class StatusChip;
} // namespace slipway::widgets

namespace slipway::run_pages {

/// The head of the chosen run: what it is, how it stands, whose it is, and what can be done with it.
class RunHead final : public QWidget
{
    Q_OBJECT

public:
    RunHead(const RunsView::Acts &acts, std::shared_ptr<base::Clock> clock, QWidget *parent = nullptr);

    /// `person`: the actor's name as the workspace knows it. `attempt`: the one that is shown.
    void setRun(const runs::RunFact &run, const QString &person, qint64 attempt);
    /// Without a run: the workflow's name.
    void setTitle(const QString &words);
    /// A control of the page's own, before the buttons.
    void addControl(QWidget *control);

Q_SIGNALS:
    /// Absent: the newest.
    void attemptChosen(std::optional<qint64> attempt);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setAttempts(qint64 newest, qint64 shown);
    void arrange();
    void adoptFont();

    std::shared_ptr<base::Clock> m_clock;
    runs::RunFact m_run;
    QHBoxLayout *m_row = nullptr;
    widgets::ElidedLabel *m_title = nullptr;
    QLabel *m_number = nullptr;
    widgets::StatusChip *m_status = nullptr;
    widgets::ShaChip *m_commit = nullptr;
    widgets::ElidedLabel *m_commitTitle = nullptr;
    widgets::Avatar *m_avatar = nullptr;
    widgets::ElidedLabel *m_cause = nullptr;
    QComboBox *m_attempt = nullptr;
    int m_controls = 0;
};

} // namespace slipway::run_pages
