#pragma once

#include "runs/facts.h"

#include <QWidget>

class QLabel;
class QListWidget;

namespace slipway::run_pages {

/// What stands in the log's place while a job has none: why, and its steps as they stand. GitHub gives a job's log once
/// it has ended.
class LiveSteps final : public QWidget
{
    Q_OBJECT

public:
    explicit LiveSteps(QWidget *parent = nullptr);

    /// Rows that stay keep their place; with `follows` the step at work is kept in sight.
    void setJob(const QString &why, const runs::JobFact &job, const QDateTime &now, bool follows);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void adoptFont();

    QLabel *m_words = nullptr;
    QListWidget *m_steps = nullptr;
    qint64 m_job = 0;
};

} // namespace slipway::run_pages
