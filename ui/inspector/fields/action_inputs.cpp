#include "inspector/fields/action_inputs.h"

#include "inspector/fields/choice_field.h"
#include "inspector/fields/expression_field.h"
#include "inspector/fields/table_field.h"
#include "inspector/fields/text_field.h"
#include "syntax/popular_actions.h"

#include <QPointer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

namespace {

constexpr qsizetype mostInputs = 60;

bool isYesOrNo(const workflow::Input &input)
{
    const std::string_view usual = input.defaultValue.text();
    return usual == "true" || usual == "false";
}

} // namespace

ActionInputs::ActionInputs(Desk &desk, const yaml::Path &step, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_step(step)
    , m_column(new QVBoxLayout(this))
    , m_typed(new QWidget(this))
    , m_others(new TableField(desk, below(step, {"with"}), tr("Inputs"), tr("Add input"), this))
    , m_state(new Note(this))
{
    auto *typed = new QVBoxLayout(m_typed);
    typed->setContentsMargins(0, 0, 0, 0);
    typed->setSpacing(12);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(12);
    for (QWidget *part : {static_cast<QWidget *>(m_state), m_typed, static_cast<QWidget *>(m_others)})
        m_column->addWidget(part);
    m_typed->hide();
}

void ActionInputs::follow()
{
    const QString uses = shown(m_desk.at(below(m_step, {"uses"})).text());
    if (uses != m_uses)
        ask(uses);
    for (Field *field : std::as_const(m_fields))
        field->follow();
    m_others->follow();
}

void ActionInputs::ask(const QString &uses)
{
    m_uses = uses;
    clear();
    if (uses.isEmpty())
        return;
    if (uses.startsWith("./"_L1) && m_desk.file()->repository()) {
        const auto action = m_desk.file()->repository()->action(bytes(uses));
        take(action ? *action : nullptr, action ? QString() : base::sentence(action.error()));
        return;
    }
    if (!m_desk.sources().action) {
        take(nullptr, {});
        return;
    }
    m_state->say(base::Status::Unknown, tr("Asking what this action takes…"));
    m_desk.sources().action(uses, this, [self = QPointer(this), uses](const auto &action, const QString &reason) {
        if (self && uses == self->m_uses)
            self->take(action, reason);
    });
}

void ActionInputs::clear()
{
    qDeleteAll(std::exchange(m_fields, {}));
    m_typed->hide();
    m_state->say(base::Status::Unknown, {});
    m_others->leaveOut({});
}

void ActionInputs::take(const std::shared_ptr<const workflow::ActionMetadata> &action, const QString &reason)
{
    clear();
    if (!action) {
        if (!reason.isEmpty())
            m_state->say(base::Status::Warning, tr("%1 Any input can be written here.").arg(reason));
        return;
    }
    QStringList names;
    for (const workflow::Input &input : action->inputs) {
        if (names.size() == mostInputs)
            break;
        names.append(shown(input.name()));
        addInput(input);
    }
    if (const QString words = shown(action->description.text()); !words.isEmpty())
        m_state->say(base::Status::Unknown, words.left(300));
    m_others->leaveOut(names);
    m_typed->setVisible(!m_fields.isEmpty());
    for (Field *field : std::as_const(m_fields))
        field->follow();
}

void ActionInputs::addInput(const workflow::Input &input)
{
    const QString name = shown(input.name());
    const QString label = input.isRequired() ? tr("%1 (required)").arg(name) : name;
    const yaml::Path path = below(m_step, {"with", std::string(input.name())});
    const std::string_view usual = input.defaultValue.text();
    const yaml::Node now = m_desk.at(path);
    Field *field = nullptr;
    if (isYesOrNo(input) && (!now || now.text() == "true" || now.text() == "false")) {
        field = new CheckField(m_desk, path, label, usual == "true", m_typed);
    } else if (now.text().contains('\n')) {
        field = new LinesField(m_desk, path, label, m_typed);
    } else {
        auto *text = new ExpressionField(m_desk, path, label, m_typed);
        text->setPlaceholder(usual.contains("${{") ? tr("Set by the action")
                                                   : shown(usual.substr(0, usual.find('\n'))));
        field = text;
    }
    QString help = shown(input.description.text()).left(500);
    if (!input.deprecation.text().empty())
        help = tr("Deprecated: %1").arg(shown(input.deprecation.text()).left(300));
    field->setHelp(help);
    m_typed->layout()->addWidget(field);
    m_fields.append(field);
}

} // namespace slipway::inspector
