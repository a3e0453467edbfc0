#include "pipelines_page/template_sheet.h"

#include "theme/icons.h"
#include "widgets/plain_words.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

constexpr int listHeight = 280;

/// Nothing but a name and a button to start it: the jobs come from the palette.
const QByteArray emptyText = "name: New workflow\n\non:\n  workflow_dispatch:\n"_ba;

pipelines::WorkflowTemplate emptyTemplate()
{
    return {.id = u"empty"_s,
            .title = TemplateSheet::tr("Empty workflow"),
            .sentence = TemplateSheet::tr("Started by hand, and without jobs yet: add them on the canvas."),
            .icon = u"action-add"_s,
            .fileName = u"workflow.yml"_s};
}

QList<pipelines::WorkflowTemplate> allChoices()
{
    return QList{emptyTemplate()} + pipelines::workflowTemplates();
}

QString nameProblem(const QString &name, const QStringList &taken)
{
    const QString problem = pipelines::fileNameProblem(name);
    if (!problem.isEmpty())
        return problem;
    return taken.contains(name, Qt::CaseInsensitive) ? TemplateSheet::tr("There is a workflow of this name.")
                                                     : QString();
}

} // namespace

TemplateSheet::TemplateSheet(const QStringList &takenNames, QWidget *over)
    : Sheet(over)
    , m_choices(allChoices())
    , m_taken(takenNames)
    , m_list(new QListWidget)
    , m_sentence(new QLabel)
    , m_fileName(new QLineEdit)
    , m_form(new QFormLayout)
{
    setObjectName(u"templateSheet"_s);
    setTitle(tr("New workflow"), u"action-add"_s);
    setSubtitle(tr("Nothing leaves this computer until the change is proposed."));
    setVerb(tr("Create workflow"));
    m_list->setObjectName(u"templates"_s);
    m_list->setAccessibleName(tr("Templates"));
    m_list->setFixedHeight(listHeight);
    m_fileName->setObjectName(u"templateFile"_s);
    m_fileName->setAccessibleName(tr("File name"));
    m_sentence->setWordWrap(true);
    widgets::showAsWritten(*m_sentence);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->addRow(tr("File name"), m_fileName);
    body()->addWidget(m_list);
    body()->addWidget(m_sentence);
    body()->addLayout(m_form);
    fillList();
    setFirstFocus(m_list);
    connect(m_list, &QListWidget::currentRowChanged, this, &TemplateSheet::showChoice);
    connect(m_fileName, &QLineEdit::textChanged, this, &TemplateSheet::takeFields);
    connect(this, &Sheet::confirmed, this, &TemplateSheet::create);
    m_list->setCurrentRow(0);
}

void TemplateSheet::fillList()
{
    for (const pipelines::WorkflowTemplate &choice : std::as_const(m_choices)) {
        auto *item = new QListWidgetItem(theme::icon(choice.icon), choice.title, m_list);
        item->setToolTip(choice.sentence);
        item->setData(Qt::AccessibleDescriptionRole, choice.sentence);
    }
}

const pipelines::WorkflowTemplate *TemplateSheet::current() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_choices.size() ? &m_choices.at(row) : nullptr;
}

void TemplateSheet::showChoice()
{
    for (QLineEdit *field : std::as_const(m_answers))
        m_form->removeRow(field);
    m_answers.clear();
    const pipelines::WorkflowTemplate *choice = current();
    if (!choice)
        return;
    m_sentence->setText(choice->sentence);
    m_fileName->setText(choice->fileName);
    for (const pipelines::TemplateParameter &field : choice->parameters) {
        auto *line = new QLineEdit(field.initial);
        line->setAccessibleName(field.title);
        line->setObjectName(u"template."_s + field.id);
        m_form->addRow(field.title, line);
        m_answers.insert(field.id, line);
        connect(line, &QLineEdit::textChanged, this, &TemplateSheet::takeFields);
    }
    takeFields();
}

QMap<QString, QString> TemplateSheet::answers() const
{
    QMap<QString, QString> answers;
    for (const auto [id, field] : m_answers.asKeyValueRange())
        answers.insert(id, field->text().trimmed());
    return answers;
}

void TemplateSheet::takeFields()
{
    const pipelines::WorkflowTemplate *choice = current();
    QString problem = nameProblem(m_fileName->text().trimmed(), m_taken);
    const QMap<QString, QString> values = answers();
    const auto parameters = choice ? choice->parameters : QList<pipelines::TemplateParameter>();
    for (const pipelines::TemplateParameter &field : parameters) {
        if (problem.isEmpty())
            problem = pipelines::valueProblem(field, values.value(field.id));
    }
    setObstacle(problem);
}

void TemplateSheet::create()
{
    const pipelines::WorkflowTemplate *choice = current();
    if (!choice)
        return;
    const auto text = choice->id == emptyTemplate().id ? base::Result<QByteArray>(emptyText)
                                                       : pipelines::fillTemplate(*choice, answers());
    if (!text) {
        setFailure(base::sentence(text.error()));
        return;
    }
    Q_EMIT chosen(m_fileName->text().trimmed(), *text);
    close();
}

} // namespace slipway::pipelines_page
