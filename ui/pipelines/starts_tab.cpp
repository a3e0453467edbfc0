#include "pipelines_page/starts_tab.h"

#include "pipelines_page/words.h"
#include "theme/icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

constexpr int pathRole = Qt::UserRole + 1;

QString iconOf(workflow::Answer answer)
{
    switch (answer) {
    case workflow::Answer::Yes: return u"status-success"_s;
    case workflow::Answer::No: return u"status-skipped"_s;
    case workflow::Answer::Unknown: break;
    }
    return u"status-info"_s;
}

QString wordOf(workflow::Answer answer)
{
    switch (answer) {
    case workflow::Answer::Yes: return StartsTab::tr("runs");
    case workflow::Answer::No: return StartsTab::tr("does not run");
    case workflow::Answer::Unknown: break;
    }
    return StartsTab::tr("may run");
}

void say(QTreeWidgetItem &item, const workflow::Verdict &verdict)
{
    item.setIcon(0, theme::icon(iconOf(verdict.answer)));
    item.setText(1, wordOf(verdict.answer));
    item.setText(2, verdict.reason);
    item.setToolTip(2, verdict.reason);
}

/// The event of a pull request looks at where it goes, all others at what is pushed.
bool goesByBase(const QString &event)
{
    return event.startsWith("pull_request"_L1) || event == "merge_group"_L1;
}

} // namespace

StartsTab::StartsTab(QWidget *parent)
    : QWidget(parent)
    , m_event(new QComboBox)
    , m_branch(new QComboBox)
    , m_paths(new QLineEdit)
    , m_tree(new QTreeWidget)
{
    m_tree->setObjectName(u"starts"_s);
    m_tree->setAccessibleName(tr("What would start"));
    m_tree->setHeaderLabels({tr("Workflow, job, step"), tr("Would"), tr("Why")});
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeForm());
    column->addWidget(m_tree, 1);
    connect(m_event, &QComboBox::currentTextChanged, this, &StartsTab::refresh);
    connect(m_branch, &QComboBox::currentTextChanged, this, &StartsTab::refresh);
    connect(m_paths, &QLineEdit::textChanged, this, &StartsTab::refresh);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        if (const QString path = item->data(0, pathRole).toString(); !path.isEmpty())
            Q_EMIT workflowChosen(path);
    });
}

QWidget *StartsTab::makeForm()
{
    auto *form = new QWidget;
    auto *row = new QHBoxLayout(form);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(8);
    const auto add = [row](const QString &words, QWidget *field, int stretch) {
        auto *label = new QLabel(words);
        label->setBuddy(field);
        field->setAccessibleName(words);
        row->addWidget(label);
        row->addWidget(field, stretch);
    };
    m_event->setObjectName(u"startsEvent"_s);
    m_branch->setEditable(true);
    m_branch->setObjectName(u"startsBranch"_s);
    m_branch->setInsertPolicy(QComboBox::NoInsert);
    m_branch->setCurrentText(u"main"_s);
    m_paths->setObjectName(u"startsPaths"_s);
    m_paths->setPlaceholderText(tr("apps/api/src/index.ts, docs/** (empty: unknown)"));
    add(tr("Event"), m_event, 0);
    add(tr("Branch"), m_branch, 1);
    add(tr("Changed files"), m_paths, 2);
    return form;
}

void StartsTab::setWorkflows(std::function<std::vector<editing::Candidate>()> workflows)
{
    m_workflows = std::move(workflows);
    refresh();
}

void StartsTab::setBranches(const QStringList &branches)
{
    const QString now = m_branch->currentText();
    const QSignalBlocker quiet(m_branch);
    m_branch->clear();
    m_branch->addItems(branches);
    m_branch->setCurrentText(now);
}

void StartsTab::setExpectations(std::function<QString(const QString &)> expectation)
{
    m_expectation = std::move(expectation);
    refresh();
}

void StartsTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isOld)
        refresh();
}

void StartsTab::fillEvents(const std::vector<editing::Candidate> &workflows)
{
    const QStringList events = editing::eventsOf(workflows);
    QStringList known;
    for (int at = 0; at < m_event->count(); ++at)
        known.append(m_event->itemText(at));
    if (known == events)
        return;
    const QString now = m_event->currentText();
    const QSignalBlocker quiet(m_event);
    m_event->clear();
    m_event->addItems(events);
    m_event->setCurrentText(events.contains(now) ? now : u"push"_s);
}

workflow::Event StartsTab::event() const
{
    workflow::Event result;
    const QString name = m_event->currentText();
    result.name = name.toStdString();
    if (const std::string branch = m_branch->currentText().trimmed().toStdString(); !branch.empty())
        (goesByBase(name) ? result.baseBranch : result.branch) = branch;
    static const QRegularExpression separators(u"[,\\s]+"_s);
    const QStringList paths = m_paths->text().split(separators, Qt::SkipEmptyParts);
    if (!paths.isEmpty()) {
        result.changedPaths.emplace();
        for (const QString &path : paths)
            result.changedPaths->push_back(path.toStdString());
    }
    return result;
}

void StartsTab::refresh()
{
    m_isOld = !isVisible() || !m_workflows;
    if (m_isOld)
        return;
    const auto workflows = m_workflows();
    fillEvents(workflows);
    m_tree->clear();
    for (const editing::WorkflowStart &start : editing::whatWouldStart(workflows, event()))
        showStart(start);
}

void StartsTab::showStart(const editing::WorkflowStart &start)
{
    auto *item = new QTreeWidgetItem(m_tree, {start.name});
    item->setData(0, pathRole, start.path);
    say(*item, start.verdict);
    if (start.verdict.answer != workflow::Answer::No && m_expectation) {
        const QString expected = m_expectation(start.path);
        if (!expected.isEmpty())
            item->setText(2,
                          start.verdict.reason.isEmpty() ? expected : tr("%1 %2").arg(start.verdict.reason, expected));
    }
    for (const editing::JobStart &job : start.jobs) {
        auto *line = new QTreeWidgetItem(item, {job.name});
        say(*line, job.verdict);
        for (const workflow::StepOutlook &step : job.steps)
            say(*new QTreeWidgetItem(line, {tr("Step %1").arg(step.step + 1)}), step.verdict);
    }
    item->setExpanded(start.verdict.answer != workflow::Answer::No);
}

} // namespace slipway::pipelines_page
