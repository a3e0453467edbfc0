#include "run_pages/dispatch_sheet.h"

#include "widgets/plain_words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

using Type = runs::DispatchInput::Type;

runs::Wish wishFor(const runs::WorkflowFact &workflow, const QString &branch)
{
    runs::Wish wish;
    wish.kind = runs::Wish::Kind::Dispatch;
    wish.workflow = workflow;
    wish.ref = branch;
    return wish;
}

} // namespace

DispatchSheet::DispatchSheet(std::shared_ptr<const runs::Services> services, const runs::WorkflowFact &workflow,
                             runs::Standing standing, const QString &branch, QWidget *over)
    : PlanSheet(services, wishFor(workflow, branch), std::move(standing), over)
    , m_workflow(workflow)
    , m_presets(services->settings, services->workspaceKey)
{
    auto *form = new QWidget;
    m_fields = new QFormLayout(form);
    m_fields->setContentsMargins(0, 0, 0, 8);
    m_fields->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    body()->insertWidget(0, makeTop());
    body()->insertWidget(1, form);
    m_branch->setCurrentText(branch);
    fillPresets();
    const auto stop = m_formStop.get_token();
    QCoro::connect(services->actions->branches(stop), this, [this](const base::Result<QStringList> &branches) {
        if (!branches)
            return;
        const QString chosen = m_branch->currentText();
        m_isShowing = true;
        m_branch->clear();
        m_branch->addItems(*branches);
        m_branch->setCurrentText(chosen);
        m_isShowing = false;
    });
    QCoro::connect(services->actions->environments(stop), this, [this](const base::Result<QStringList> &known) {
        m_environments = known.value_or(QStringList());
        buildForm();
    });
    fetchForm();
}

DispatchSheet::~DispatchSheet()
{
    m_formStop.request_stop();
}

QWidget *DispatchSheet::makeTop()
{
    auto *top = new QWidget;
    auto *rows = new QFormLayout(top);
    rows->setContentsMargins(0, 0, 0, 8);
    rows->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_branch = new QComboBox;
    m_branch->setObjectName(u"dispatchBranch"_s);
    m_branch->setEditable(true);
    m_branch->setAccessibleName(tr("Branch or tag"));
    auto *branch = new QLabel(tr("Run at"));
    branch->setBuddy(m_branch);
    rows->addRow(branch, m_branch);
    connect(m_branch, &QComboBox::currentTextChanged, this, [this] {
        if (m_isShowing)
            return;
        fetchForm();
        sync();
    });
    QWidget *presets = makePresets();
    auto *preset = new QLabel(tr("Preset"));
    preset->setBuddy(m_preset);
    rows->addRow(preset, presets);
    return top;
}

QWidget *DispatchSheet::makePresets()
{
    auto *part = new QWidget;
    auto *row = new QHBoxLayout(part);
    row->setContentsMargins({});
    row->setSpacing(8);
    m_preset = new QComboBox;
    m_preset->setObjectName(u"preset"_s);
    m_preset->setEditable(true);
    m_preset->setInsertPolicy(QComboBox::NoInsert);
    m_preset->setAccessibleName(tr("Preset"));
    m_preset->lineEdit()->setPlaceholderText(tr("Name of a preset"));
    m_save = new QPushButton(tr("Save preset"));
    m_save->setObjectName(u"savePreset"_s);
    m_save->setToolTip(tr("Keeps these values on this computer. Keep secrets out of them."));
    m_rename = new QPushButton(tr("Rename"));
    m_rename->setObjectName(u"renamePreset"_s);
    m_rename->setAccessibleName(tr("Rename preset"));
    m_rename->setToolTip(tr("Gives the chosen preset the name that is typed"));
    m_remove = new QPushButton(tr("Delete preset"));
    m_remove->setObjectName(u"deletePreset"_s);
    row->addWidget(m_preset, 1);
    for (QPushButton *button : {m_save, m_rename, m_remove})
        row->addWidget(button);
    connect(m_preset, &QComboBox::activated, this, &DispatchSheet::choosePreset);
    connect(m_preset, &QComboBox::editTextChanged, this, &DispatchSheet::judgePresets);
    connect(m_save, &QPushButton::clicked, this, &DispatchSheet::savePreset);
    connect(m_rename, &QPushButton::clicked, this, &DispatchSheet::renamePreset);
    connect(m_remove, &QPushButton::clicked, this, &DispatchSheet::removePreset);
    return part;
}

void DispatchSheet::fetchForm()
{
    m_isFormKnown = false;
    m_formProblem.clear();
    QCoro::connect(
        runs::fetchWorkflowFiles(services().actions, m_workflow.path, m_branch->currentText(), m_formStop.get_token()),
        this, [this, ref = m_branch->currentText()](const base::Result<runs::WorkflowFiles> &files) {
                       // A newer branch may have been chosen meanwhile.
            if (ref == m_branch->currentText())
                takeForm(files);
        });
}

void DispatchSheet::takeForm(const base::Result<runs::WorkflowFiles> &files)
{
    if (!files) {
        m_formProblem = tr("The workflow file at %1 cannot be read: %2")
                            .arg(m_branch->currentText(), base::sentence(files.error()));
        sync();
        return;
    }
    m_isFormKnown = true;
    const runs::DispatchForm form = runs::dispatchForm(files->document);
    const bool isSame = form == m_form;
    m_form = form;
    const QMap<QString, QString> typed = std::exchange(m_values, form.defaults());
    for (auto value = typed.begin(); value != typed.end(); ++value) {
        if (m_values.contains(value.key()))
            m_values[value.key()] = value.value();
    }
    if (!isSame)
        buildForm();
    sync();
}

void DispatchSheet::buildForm()
{
    m_isShowing = true;
    while (m_fields->rowCount() > 0)
        m_fields->removeRow(0);
    m_fieldOf.clear();
    for (const runs::DispatchInput &input : m_form.inputs) {
        auto *name = new QLabel(input.isRequired ? tr("%1 (required)").arg(input.name) : input.name);
        widgets::showAsWritten(*name);
        QWidget *field = fieldFor(input);
        field->setObjectName(u"input."_s + input.name);
        field->setAccessibleName(input.name);
        field->setAccessibleDescription(input.description);
        field->setToolTip(widgets::plainTip(input.description));
        name->setBuddy(field);
        m_fieldOf.insert(input.name, field);
        m_fields->addRow(name, field);
    }
    m_isShowing = false;
    showValues(m_values);
}

QWidget *DispatchSheet::fieldFor(const runs::DispatchInput &input)
{
    const QString name = input.name;
    if (input.type == Type::Boolean) {
        auto *box = new QCheckBox(input.description.isEmpty() ? tr("Yes") : widgets::plainTitle(input.description));
        connect(box, &QCheckBox::toggled, this, [this, name](bool on) { setValue(name, on ? u"true"_s : u"false"_s); });
        return box;
    }
    if (input.type == Type::Choice || input.type == Type::Environment) {
        auto *box = new QComboBox;
        if (!input.isRequired && input.type == Type::Environment)
            box->addItem(QString());
        box->addItems(input.type == Type::Choice ? input.options : m_environments);
        // Without a list of environments, the name can still be typed.
        box->setEditable(input.type == Type::Environment && m_environments.isEmpty());
        connect(box, &QComboBox::currentTextChanged, this,
                [this, name](const QString &value) { setValue(name, value); });
        return box;
    }
    auto *line = new QLineEdit;
    line->setPlaceholderText(input.description.simplified());
    connect(line, &QLineEdit::textChanged, this, [this, name](const QString &value) { setValue(name, value); });
    return line;
}

void DispatchSheet::setValue(const QString &input, const QString &value)
{
    if (m_isShowing)
        return;
    m_values[input] = value;
    sync();
}

void DispatchSheet::showValues(const QMap<QString, QString> &values)
{
    m_isShowing = true;
    m_values = values;
    for (auto field = m_fieldOf.begin(); field != m_fieldOf.end(); ++field) {
        const QString value = values.value(field.key());
        if (auto *box = qobject_cast<QCheckBox *>(field.value())) {
            box->setChecked(value == "true"_L1);
        } else if (auto *choice = qobject_cast<QComboBox *>(field.value())) {
            if (choice->isEditable())
                choice->setEditText(value);
            else if (const int at = choice->findText(value); at >= 0)
                choice->setCurrentIndex(at);
            // What is chosen counts, also where the value is none of the choices.
            m_values[field.key()] = choice->currentText();
        } else if (auto *line = qobject_cast<QLineEdit *>(field.value())) {
            line->setText(value);
        }
    }
    m_isShowing = false;
    sync();
}

void DispatchSheet::fillPresets(const QString &chosen)
{
    m_presetName = chosen;
    m_preset->clear();
    for (const runs::Preset &preset : m_presets.of(m_workflow.file()))
        m_preset->addItem(preset.name);
    m_preset->setCurrentIndex(m_preset->findText(chosen));
    if (m_preset->currentIndex() < 0)
        m_preset->setEditText({});
    judgePresets();
}

void DispatchSheet::judgePresets()
{
    const QString typed = m_preset->currentText().trimmed();
    m_rename->setEnabled(!m_presetName.isEmpty() && !typed.isEmpty() && typed != m_presetName);
    m_remove->setEnabled(m_preset->findText(typed, Qt::MatchFixedString | Qt::MatchCaseSensitive) >= 0);
}

void DispatchSheet::choosePreset()
{
    for (const runs::Preset &preset : m_presets.of(m_workflow.file())) {
        if (preset.name != m_preset->currentText())
            continue;
        m_presetName = preset.name;
        if (!preset.ref.isEmpty())
            m_branch->setCurrentText(preset.ref);
        QMap<QString, QString> values = m_form.defaults();
        for (auto value = preset.values.begin(); value != preset.values.end(); ++value)
            values[value.key()] = value.value();
        showValues(values);
    }
    judgePresets();
}

void DispatchSheet::savePreset()
{
    const QString name = m_preset->currentText().trimmed();
    if (name.isEmpty()) {
        m_preset->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_presets.save(m_workflow.file(), {name, m_branch->currentText(), m_values});
    fillPresets(name);
}

void DispatchSheet::renamePreset()
{
    const QString name = m_preset->currentText().trimmed();
    const QList<runs::Preset> kept = m_presets.of(m_workflow.file());
    const auto found = std::ranges::find(kept, m_presetName, &runs::Preset::name);
    if (found == kept.end() || name.isEmpty())
        return;
    runs::Preset renamed = *found;
    renamed.name = name;
    m_presets.remove(m_workflow.file(), m_presetName);
    m_presets.save(m_workflow.file(), renamed);
    fillPresets(name);
}

void DispatchSheet::removePreset()
{
    m_presets.remove(m_workflow.file(), m_preset->currentText().trimmed());
    fillPresets();
}

void DispatchSheet::sync()
{
    runs::Wish next = wishFor(m_workflow, m_branch->currentText().trimmed());
    for (auto value = m_values.begin(); value != m_values.end(); ++value) {
        if (!value.value().isEmpty())
            next.inputs.insert(value.key(), value.value());
    }
    next.environments = m_form.environments;
    if (m_isFormKnown)
        next.canBeDispatched = m_form.canBeDispatched;
    next.inputProblem = !m_formProblem.isEmpty() ? m_formProblem
        : !m_isFormKnown                         ? tr("The workflow file is being read.")
                                                 : runs::firstProblem(m_form, m_values);
    setWish(next);
}

} // namespace slipway::run_pages
