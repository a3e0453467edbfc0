#include "expressions/scope.h"

namespace slipway::expressions {

Scope::Scope()
{
    for (size_t at = 0; at < m_types.size(); ++at)
        m_types[at] = builtInType(static_cast<Context>(at));
}

} // namespace slipway::expressions
