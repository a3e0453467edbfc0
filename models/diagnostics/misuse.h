#pragma once

#include "diagnostics/facts.h"
#include "expressions/check.h"
#include "workflow/document.h"

#include <vector>

namespace slipway::diagnostics {

/// Something that an expression gets wrong. All rules on names and types read these, so that each expression is judged
/// once.
struct Misuse {
    enum class Kind : quint8 { Name, Arguments, Type, Availability };

    Kind kind = Kind::Type;
    const workflow::ExpressionSite *site = nullptr;
    expressions::Finding finding;
};

/// In the order of the expressions. Places where no expression may stand at all are left out: the file's syntax speaks
/// of them.
std::vector<Misuse> judgeExpressions(const workflow::Document &document, const Facts &facts);

} // namespace slipway::diagnostics
