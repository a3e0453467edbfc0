#include "syntax/shape.h"

#include "sorted.h"

namespace slipway::syntax {

const Key *Shape::key(std::string_view wanted) const
{
    return byName(keys, wanted);
}

const Value *Shape::value(std::string_view wanted) const
{
    // Choices are few, and stand in the order in which they are offered.
    const auto found = std::ranges::find(values, wanted, &Value::name);
    return found != values.end() ? &*found : nullptr;
}

} // namespace slipway::syntax
