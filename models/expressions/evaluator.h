#pragma once

#include "expressions/evaluate.h"
#include "expressions/functions.h"

namespace slipway::expressions {

/// Walks a tree from its root. After an error every part is null, and the first error counts.
class Evaluator
{
public:
    /// Constant: no run is meant, and so even `always()` says nothing.
    enum class Purpose : quint8 { Run, Constant };

    Evaluator(const Ast &ast, const Given &given, Purpose purpose)
        : m_ast(ast)
        , m_given(given)
        , m_purpose(purpose)
    { }

    Value valueOf(NodeId id);
    bool hasFailed() const { return m_hasFailed; }
    EvaluationError error() const { return m_error; }
    std::vector<Range> takeUnknowns() { return std::move(m_unknowns); }

private:
    /// A value, and whether `.*` made it: then what is asked is asked of each element.
    struct Step {
        Value value;
        bool isFiltered = false;
    };

    Value chainValue(NodeId id);
    Step stepOf(NodeId id);
    Value contextValue(NodeId id);
    Step named(const Step &of, const Value &index);
    Step filtered(const Step &of, NodeId id);
    Value comparison(NodeId id);
    Value logical(NodeId id);
    Value negation(NodeId id);

    // In function_values.cpp.
    Value call(NodeId id);
    Value caseValue(NodeId id);
    Value result(NodeId id, Function function, const Value::Items &arguments);
    Value statusValue(NodeId id, Function function);
    Value contains(const Value::Items &arguments);
    Value joined(NodeId id, const Value::Items &arguments);
    Value formatted(NodeId id, const Value::Items &arguments);
    Value fromJson(NodeId id, const Value &text);
    Value toJson(NodeId id, const Value &value);
    Value hashed(NodeId id, const Value::Items &arguments);

    Value unknownAt(Range range);
    Value fail(NodeId id, QString message);
    bool isTooLarge(NodeId id, size_t size);

    const Ast &m_ast;
    const Given &m_given;
    Purpose m_purpose;
    std::vector<Range> m_unknowns;
    EvaluationError m_error;
    bool m_hasFailed = false;
};

/// Whether it is unknown, or a list or object with something unknown within.
bool holdsUnknown(const Value &value);

} // namespace slipway::expressions
