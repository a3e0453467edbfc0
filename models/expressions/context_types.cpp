#include "expressions/contexts.h"

#include <array>

namespace slipway::expressions {

namespace {

Type typeOf(Type::Kind kind)
{
    switch (kind) {
    case Type::Kind::Boolean: return Type::boolean();
    case Type::Kind::Number: return Type::number();
    case Type::Kind::String: return Type::string();
    default: return Type::openObject();
    }
}

/// The properties that the facts name right below a context.
Type::Properties factsOf(Context context)
{
    Type::Properties properties;
    const std::string prefix = std::string(nameOf(context)) + '.';
    for (const PropertyFact &fact : propertyFacts()) {
        if (!fact.path.starts_with(prefix))
            continue;
        const std::string_view name = fact.path.substr(prefix.size());
        if (!name.contains('.'))
            properties.push_back({std::string(name), typeOf(fact.type)});
    }
    return properties;
}

Type jobType()
{
    const Type container = Type::strictObject({{"id", Type::string()}, {"network", Type::string()}});
    const Type service =
        Type::strictObject({{"id", Type::string()}, {"network", Type::string()}, {"ports", Type::map(Type::string())}});
    Type job = Type::strictObject(factsOf(Context::Job));
    job.setProperty("container", container);
    job.setProperty("services", Type::map(service));
    return job;
}

Type madeType(Context context)
{
    switch (context) {
    case Context::Github:
    case Context::Runner: return Type::strictObject(factsOf(context));
    case Context::Job: return jobType();
    case Context::Strategy: return Type::openObject(factsOf(context));
    case Context::Env:
    case Context::Vars:
    case Context::Secrets: return Type::map(Type::string());
    default: return Type::openObject();
    }
}

std::array<Type, contextCount> madeTypes()
{
    std::array<Type, contextCount> all;
    for (size_t at = 0; at < all.size(); ++at)
        all[at] = Type::immortal(madeType(static_cast<Context>(at)));
    return all;
}

} // namespace

const Type &builtInType(Context context)
{
    static const std::array<Type, contextCount> all = madeTypes();
    return all[static_cast<size_t>(context)];
}

Type stepType(Type outputs)
{
    return Type::strictObject(
        {{"conclusion", Type::string()}, {"outcome", Type::string()}, {"outputs", std::move(outputs)}});
}

Type jobResultType(Type outputs)
{
    return Type::strictObject({{"outputs", std::move(outputs)}, {"result", Type::string()}});
}

} // namespace slipway::expressions
