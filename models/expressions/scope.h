#pragma once

#include "expressions/availability.h"

#include <array>

namespace slipway::expressions {

/// What an expression finds at its place: which contexts and functions there are, and what the contexts hold. Begins
/// with all of them and their built-in types. Cheap to copy.
class Scope
{
public:
    Scope();

    const Type &type(Context context) const { return m_types[static_cast<size_t>(context)]; }
    /// To be changed in place, as in `type(Context::Steps).setProperty(id, …)` after each step.
    Type &type(Context context) { return m_types[static_cast<size_t>(context)]; }
    void set(Context context, Type type) { m_types[static_cast<size_t>(context)] = std::move(type); }

    const Availability &availability() const { return m_availability; }
    void set(const Availability &availability) { m_availability = availability; }

private:
    std::array<Type, contextCount> m_types;
    Availability m_availability;
};

} // namespace slipway::expressions
