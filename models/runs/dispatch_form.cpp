#include "runs/dispatch_form.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::runs {

namespace {

using Type = DispatchInput::Type;

QString tr(const char *text)
{
    return QCoreApplication::translate("runs", text);
}

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Type typeOf(std::string_view word)
{
    if (word == "boolean")
        return Type::Boolean;
    if (word == "choice")
        return Type::Choice;
    if (word == "number")
        return Type::Number;
    return word == "environment" ? Type::Environment : Type::Text;
}

DispatchInput inputOf(const workflow::Input &from)
{
    DispatchInput input{.name = fromView(from.name()),
                        .description = fromView(from.description.text()),
                        .type = typeOf(from.type.text()),
                        .isRequired = from.isRequired(),
                        .defaultValue = from.defaultValue.isNull() ? QString() : fromView(from.defaultValue.text())};
    for (const yaml::Node &option : from.options.items)
        input.options += fromView(option.text());
    if (input.type == Type::Boolean && input.defaultValue.isEmpty())
        input.defaultValue = u"false"_s;
    // GitHub takes the first one where the file names none.
    if (input.type == Type::Choice && input.defaultValue.isEmpty() && !input.options.isEmpty())
        input.defaultValue = input.options.first();
    return input;
}

QJsonObject toJson(const Preset &preset)
{
    QJsonObject values;
    for (auto value = preset.values.begin(); value != preset.values.end(); ++value)
        values.insert(value.key(), value.value());
    return {{u"name"_s, preset.name}, {u"ref"_s, preset.ref}, {u"values"_s, values}};
}

Preset fromJson(const QJsonObject &object)
{
    Preset preset{.name = object.value("name"_L1).toString(), .ref = object.value("ref"_L1).toString()};
    const QJsonObject values = object.value("values"_L1).toObject();
    for (auto value = values.begin(); value != values.end(); ++value)
        preset.values.insert(value.key(), value.value().toString());
    return preset;
}

} // namespace

QMap<QString, QString> DispatchForm::defaults() const
{
    QMap<QString, QString> values;
    for (const DispatchInput &input : inputs)
        values.insert(input.name, input.defaultValue);
    return values;
}

DispatchForm dispatchForm(const workflow::Document &document)
{
    DispatchForm form;
    const workflow::Workflow &workflow = document.workflow();
    if (const workflow::Trigger *trigger = workflow.on.find("workflow_dispatch")) {
        form.canBeDispatched = true;
        for (const workflow::Input &input : trigger->inputs)
            form.inputs += inputOf(input);
    }
    for (const workflow::Job &job : workflow.jobs) {
        const QString name = fromView(job.environment.name.text());
        if (!name.isEmpty() && !job.environment.name.isDynamic() && !form.environments.contains(name))
            form.environments += name;
    }
    return form;
}

QString problemOf(const DispatchInput &input, const QString &value)
{
    if (value.isEmpty())
        return input.isRequired ? tr("%1 is required.").arg(input.name) : QString();
    switch (input.type) {
    case Type::Number: {
        bool isNumber = false;
        const double number = value.trimmed().toDouble(&isNumber);
        return isNumber && std::isfinite(number) ? QString() : tr("%1 takes a number.").arg(input.name);
    }
    case Type::Boolean:
        return value == "true"_L1 || value == "false"_L1 ? QString() : tr("%1 is true or false.").arg(input.name);
    case Type::Choice:
        return input.options.contains(value) ? QString()
                                             : tr("%1 takes one of: %2.").arg(input.name, input.options.join(u", "_s));
    case Type::Text:
    case Type::Environment: break;
    }
    return {};
}

QString firstProblem(const DispatchForm &form, const QMap<QString, QString> &values)
{
    for (const DispatchInput &input : form.inputs) {
        if (const QString problem = problemOf(input, values.value(input.name)); !problem.isEmpty())
            return problem;
    }
    return {};
}

Presets::Presets(std::shared_ptr<QSettings> settings, const QString &workspaceKey)
    : m_settings(std::move(settings))
    , m_workspaceKey(workspaceKey)
{ }

QList<Preset> Presets::of(const QString &workflowFile) const
{
    QList<Preset> presets;
    if (!m_settings)
        return presets;
    const auto document = QJsonDocument::fromJson(m_settings->value(keyOf(workflowFile)).toByteArray());
    const QJsonArray kept = document.array();
    for (const QJsonValue &value : kept) {
        const Preset preset = fromJson(value.toObject());
        if (!preset.name.isEmpty())
            presets += preset;
    }
    return presets;
}

void Presets::save(const QString &workflowFile, const Preset &preset)
{
    QList<Preset> presets = of(workflowFile);
    presets.removeIf([&preset](const Preset &known) { return known.name == preset.name; });
    presets += preset;
    std::ranges::sort(presets, {}, &Preset::name);
    write(workflowFile, presets);
}

void Presets::remove(const QString &workflowFile, const QString &name)
{
    QList<Preset> presets = of(workflowFile);
    presets.removeIf([&name](const Preset &known) { return known.name == name; });
    write(workflowFile, presets);
}

QString Presets::keyOf(const QString &workflowFile) const
{
    // A slash would open a group of settings.
    const auto plain = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    return u"runPresets/"_s + plain(m_workspaceKey) + u'/' + plain(workflowFile);
}

void Presets::write(const QString &workflowFile, const QList<Preset> &presets)
{
    if (!m_settings)
        return;
    QJsonArray kept;
    for (const Preset &preset : presets)
        kept += toJson(preset);
    m_settings->setValue(keyOf(workflowFile), QJsonDocument(kept).toJson(QJsonDocument::Compact));
}

} // namespace slipway::runs
