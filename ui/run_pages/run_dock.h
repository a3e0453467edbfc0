#pragma once

#include "log_view/log_view.h"
#include "runs/facts.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QStackedWidget;
class QTabBar;

namespace slipway::run_pages {

class AnnotationsTab;
class ArtifactsTab;
class LiveSteps;

/// What lies under the canvas: the log, annotations, artifacts, the workflow file as it was.
class RunDock final : public QWidget
{
    Q_OBJECT

public:
    enum Tab { LogTab, AnnotationTab, ArtifactTab, FileTab };

    /// Takes the tab.
    explicit RunDock(ArtifactsTab *artifacts, QWidget *parent = nullptr);

    log_view::LogView *log() const { return m_log; }
    /// Shows the log, or in its place why the job has none, and its steps.
    void showLog();
    void showSteps(const QString &why, const runs::JobFact &job, const QDateTime &now);
    /// What shows the log, or stands in its place: for the keyboard.
    QWidget *logPart() const;
    AnnotationsTab *annotations() const { return m_annotations; }
    /// The steps that have, or could have, a log: job and step; before them all steps, and each job's as a whole.
    void setSteps(const QList<std::pair<QString, QString>> &steps);
    /// Without a job: all steps. One that is not in the list is shown as its job.
    void setCurrentStep(const QString &job, const QString &step);
    void setCount(Tab tab, qsizetype count);
    void setFile(const QByteArray &text, const QString &failure);
    Tab tab() const;
    void setTab(Tab tab);
    bool isFollowing() const;
    void setFollowing(bool follows);

Q_SIGNALS:
    /// An empty step: the job as a whole; an empty job: all of them.
    void stepChosen(const QString &job, const QString &step);
    void followingChanged(bool follows);
    /// Something is looked for in the logs.
    void findStarted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    void connectParts();
    void showInLogPlace(QWidget *part);
    void adoptFont();

    QWidget *m_head = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_stack = nullptr;
    QComboBox *m_step = nullptr;
    QLineEdit *m_find = nullptr;
    QCheckBox *m_follow = nullptr;
    QStackedWidget *m_logs = nullptr;
    log_view::LogView *m_log = nullptr;
    LiveSteps *m_live = nullptr;
    AnnotationsTab *m_annotations = nullptr;
    QPlainTextEdit *m_file = nullptr;
    /// What the box offers, in its order.
    QList<std::pair<QString, QString>> m_steps;
};

} // namespace slipway::run_pages
