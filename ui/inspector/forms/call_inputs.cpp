#include "inspector/forms/call_inputs.h"

#include "inspector/fields/choice_field.h"
#include "inspector/fields/expression_field.h"
#include "inspector/fields/table_field.h"
#include "inspector/fields/text_field.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

CallInputs::CallInputs(Desk &desk, const yaml::Path &job, QWidget *parent)
    : Field(desk, below(job, {"with"}), {}, parent)
    , m_job(job)
    , m_board(new QWidget(this))
    , m_column(new QVBoxLayout(m_board))
    , m_state(new Note(m_board))
    , m_others(new TableField(desk, below(job, {"with"}), tr("Inputs"), tr("Add input"), m_board))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(12);
    m_column->addWidget(m_state);
    m_column->addWidget(m_others);
    setControl(m_board, m_board);
}

void CallInputs::show(yaml::Node)
{
    const QString uses = shown(desk().at(below(m_job, {"uses"})).text());
    if (uses != m_uses)
        read(uses);
    for (Field *input : std::as_const(m_inputs))
        input->follow();
    m_others->follow();
}

void CallInputs::read(const QString &uses)
{
    m_uses = uses;
    qDeleteAll(std::exchange(m_inputs, {}));
    m_others->leaveOut({});
    m_state->say(base::Status::Unknown, {});
    const auto repository = desk().file()->repository();
    if (!uses.startsWith("./"_L1) || !repository)
        return;
    const auto called = repository->workflow(bytes(uses));
    const workflow::Trigger *call = called ? called->workflow().on.find("workflow_call") : nullptr;
    if (!call) {
        m_state->say(base::Status::Warning,
                     called ? tr("This file cannot be called: it has no workflow_call.")
                            : base::sentence(called.error()));
        return;
    }
    QStringList names;
    for (const workflow::Input &input : call->inputs) {
        names.append(shown(input.name()));
        addInput(input);
    }
    m_others->leaveOut(names);
}

void CallInputs::addInput(const workflow::Input &input)
{
    const QString name = shown(input.name());
    const QString label = input.isRequired() ? tr("%1 (required)").arg(name) : name;
    const yaml::Path path = below(m_job, {"with", std::string(input.name())});
    const std::string_view usual = input.defaultValue.text();
    Field *field = nullptr;
    if (input.type.text() == "boolean") {
        field = new CheckField(desk(), path, label, usual == "true", m_board);
    } else {
        const Writes writes = input.type.text() == "number" ? Writes::Number : Writes::Like;
        auto *text = new ExpressionField(desk(), path, label, m_board, writes);
        text->setPlaceholder(shown(usual.substr(0, usual.find('\n'))));
        field = text;
    }
    field->setHelp(shown(input.description.text()).left(500));
    m_column->insertWidget(1 + int(m_inputs.size()), field);
    m_inputs.append(field);
}

void addCall(Form &form, const yaml::Path &job)
{
    Desk &desk = form.desk();
    auto *uses = new TextField(desk, below(job, {"uses"}), CallInputs::tr("Called workflow"), &form);
    form.add(uses->setMono())
        ->setHelp(CallInputs::tr("A file of this repository, ./.github/workflows/…, or of another."));
    form.add(new CallInputs(desk, job, &form));
    const yaml::Path secrets = below(job, {"secrets"});
    const auto inherit = yaml::makeText("inherit");
    auto *choice = new ChoiceField(desk, secrets, CallInputs::tr("Secrets"),
                                   {{CallInputs::tr("None"), nullptr},
                                    {CallInputs::tr("All that this workflow has"), inherit},
                                    {CallInputs::tr("Those below"), nullptr}},
                                   &form);
    choice->setRead([](yaml::Node value) {
        if (!value || value.isNull())
            return 0;
        return value.isMapping() ? 2 : value.text() == "inherit" ? 1 : -1;
    });
    form.add(choice);
    form.add(new TableField(desk, secrets, CallInputs::tr("Secrets that are handed on"), CallInputs::tr("Add secret"),
                            &form));
}

} // namespace slipway::inspector
