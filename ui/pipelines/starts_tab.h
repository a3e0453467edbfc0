#pragma once

#include "editing/starts.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace slipway::pipelines_page {

/// "What would start?": choose an event, a branch and changed files; see which workflows, jobs and steps run, and why
/// not.
class StartsTab final : public QWidget
{
    Q_OBJECT

public:
    explicit StartsTab(QWidget *parent = nullptr);

    /// The workflows to ask, as they are being edited; asked whenever the tab needs them.
    void setWorkflows(std::function<std::vector<editing::Candidate>()> workflows);
    void setBranches(const QStringList &branches);
    /// How long a workflow is expected to take, and by which jobs: "about 6 min 40 s, by ci and deploy"; empty when
    /// nobody knows.
    void setExpectations(std::function<QString(const QString &path)> expectation);
    /// One of them has changed.
    void refresh();

Q_SIGNALS:
    void workflowChosen(const QString &path);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeForm();
    void fillEvents(const std::vector<editing::Candidate> &workflows);
    workflow::Event event() const;
    void showStart(const editing::WorkflowStart &start);

    std::function<std::vector<editing::Candidate>()> m_workflows;
    std::function<QString(const QString &)> m_expectation;
    QComboBox *m_event;
    QComboBox *m_branch;
    QLineEdit *m_paths;
    QTreeWidget *m_tree;
    bool m_isOld = true;
};

} // namespace slipway::pipelines_page
