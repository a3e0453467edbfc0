#include "syntax/popular_actions.h"
#include "workflow/scopes.h"
#include "yaml/scalars.h"

namespace slipway::workflow {

using expressions::Type;

namespace {

/// Types of values as written. Aliases can stand for millions of values: past a number of them all is any.
class ValueTypes
{
public:
    Type typeOf(yaml::Node node)
    {
        if (++m_seen > mostSeen)
            return Type::any();
        if (node.isMapping())
            return objectOf(node);
        return node.isSequence() ? Type::array(elementOf(node)) : scalarOf(node);
    }

private:
    static constexpr int mostSeen = 20'000;

    Type objectOf(yaml::Node node)
    {
        Type::Properties properties;
        for (const auto &[key, value] : yaml::entries(node))
            properties.push_back({std::string(key.text()), typeOf(value)});
        return Type::strictObject(std::move(properties));
    }

    Type elementOf(yaml::Node node)
    {
        Type element = Type::any();
        bool isFirst = true;
        for (const yaml::Node item : yaml::items(node)) {
            element = isFirst ? typeOf(item) : element.merged(typeOf(item));
            isFirst = false;
        }
        return element;
    }

    static Type scalarOf(yaml::Node node)
    {
        if (node.text().find("${{") != std::string_view::npos)
            return Type::any();
        switch (yaml::meaningOf(node)) {
        case yaml::Meaning::Boolean: return Type::boolean();
        case yaml::Meaning::Integer:
        case yaml::Meaning::Real: return Type::number();
        case yaml::Meaning::Text: return Type::string();
        case yaml::Meaning::Null: break;
        }
        return Type::any();
    }

    int m_seen = 0;
};

Type rowType(const MatrixRow &row, ValueTypes &types)
{
    if (row.isDynamic() || row.values.empty())
        return Type::any();
    Type type = types.typeOf(row.values.front());
    for (std::size_t i = 1; i < row.values.size(); ++i)
        type = type.merged(types.typeOf(row.values[i]));
    return type;
}

Type inputType(const Input &input, bool isCall)
{
    const std::string_view type = input.type.text();
    if (type == "boolean")
        return Type::boolean();
    if (type == "number")
        return Type::number();
    const bool isText = type == "string" || type == "choice" || type == "environment" || (type.empty() && !isCall);
    return isText ? Type::string() : Type::any();
}

/// Whether the names of the inputs cannot be read here.
bool isUnknown(const Trigger &trigger)
{
    return trigger.inputsField && !trigger.inputsField.value.isMapping() && !trigger.inputsField.isNull();
}

Type popularOutputs(const syntax::PopularAction &action)
{
    if (action.givesAnyOutput)
        return Type::map(Type::string());
    Type::Properties properties;
    for (const std::string_view output : action.outputs)
        properties.push_back({std::string(output), Type::string()});
    return Type::strictObject(std::move(properties));
}

} // namespace

Type matrixType(const Strategy &strategy)
{
    const Matrix &matrix = strategy.matrix;
    if (!matrix)
        return strategy.field && !strategy.field.value.isMapping() ? Type::openObject() : Type::strictObject();
    // A text that is no expression gives no combinations.
    if (!matrix.field.value.isMapping())
        return matrix.field.isDynamic() || matrix.field.isNull() ? Type::openObject() : Type::strictObject();
    ValueTypes types;
    Type::Properties rows;
    for (const MatrixRow &row : matrix.rows)
        rows.push_back({std::string(row.name()), rowType(row, types)});
    Type combination = Type::strictObject(std::move(rows));
    if (matrix.include && !matrix.include.value.isSequence())
        return Type::openObject({combination.properties().begin(), combination.properties().end()});
    for (const yaml::Node included : yaml::items(matrix.include.value)) {
        if (!included.isMapping())
            return Type::openObject({combination.properties().begin(), combination.properties().end()});
        for (const auto &[key, value] : yaml::entries(included)) {
            const Type *known = combination.property(key.text());
            Type type = types.typeOf(value);
            combination.setProperty(key.text(), known ? known->merged(type) : std::move(type));
        }
    }
    return combination;
}

Type inputsType(const Triggers &on)
{
    const Trigger *triggers[] = {on.find("workflow_dispatch"), on.find("workflow_call")};
    Type inputs = Type::strictObject();
    for (const Trigger *trigger : triggers) {
        if (!trigger)
            continue;
        if (isUnknown(*trigger))
            return Type::openObject();
        for (const Input &input : trigger->inputs) {
            Type type = inputType(input, trigger == triggers[1]);
            const Type *known = inputs.property(input.name());
            inputs.setProperty(input.name(), known ? known->merged(type) : std::move(type));
        }
    }
    return inputs;
}

Type githubType(const Triggers &on)
{
    const Type &known = expressions::builtInType(expressions::Context::Github);
    const Trigger *dispatch = on.find("workflow_dispatch");
    const Type *event = known.property("event");
    // A called workflow sees the event of its caller, with the inputs of that one.
    if (!dispatch || !event || isUnknown(*dispatch) || on.find("workflow_call"))
        return known;
    Type::Properties inputs;
    for (const Input &input : dispatch->inputs)
        inputs.push_back({std::string(input.name()), Type::string()});
    Type typed = event->is(Type::Kind::Object) ? *event : Type::openObject();
    typed.setProperty("inputs", Type::strictObject(std::move(inputs)));
    Type github = known;
    github.setProperty("event", std::move(typed));
    return github;
}

Type stepOutputs(const Step &step, const Repository *repository)
{
    const std::string_view uses = step.uses.text();
    if (uses.empty())
        return Type::map(Type::string());
    if (const syntax::PopularAction *action = syntax::popularAction(uses))
        return popularOutputs(*action);
    if (repository && uses.starts_with("./")) {
        if (const auto action = repository->action(uses)) {
            Type::Properties properties;
            for (const Output &output : (*action)->outputs)
                properties.push_back({std::string(output.name()), Type::string()});
            return Type::strictObject(std::move(properties));
        }
    }
    return Type::map(Type::string());
}

} // namespace slipway::workflow
