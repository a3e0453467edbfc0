#pragma once

#include "expressions/check.h"

#include <forward_list>

namespace slipway::expressions {

/// Works the type out from below. Types are passed as pointers into the scope, so that a check counts no references;
/// those that are made on the way live in `m_made`.
class Checker
{
public:
    Checker(const Ast &ast, const Scope &scope)
        : m_ast(ast)
        , m_scope(scope)
    { }

    const Type *typeOf(NodeId id);
    std::vector<Finding> takeFindings() { return std::move(m_findings); }

private:
    using Code = Finding::Code;
    /// What is known of a part by where it stands: left of `&&`, its value only counts when it is false.
    enum class Narrowing : quint8 { None, True, False };

    const Type *typeOf(NodeId id, Narrowing narrowing);
    const Type *logicalType(NodeId id, Narrowing narrowing);
    const Type *contextType(NodeId id);
    const Type *propertyType(NodeId id);
    const Type *filteredProperty(NodeId id, const Type &list);
    const Type *filterType(NodeId id);
    const Type *indexType(NodeId id);
    const Type *namedIndexType(NodeId id, NodeId index, const Type &object);
    void checkComparison(NodeId id);
    void checkVariableName(NodeId id, std::string_view name, Range range);

    // In call_check.cpp.
    const Type *callType(NodeId id);
    const Type *resultOf(NodeId id, const FunctionFact &fact, const std::vector<const Type *> &arguments);
    bool checkCount(NodeId id, const FunctionFact &fact);
    void checkArguments(NodeId id, const FunctionFact &fact, const std::vector<const Type *> &arguments);
    void checkArgument(NodeId argument, const FunctionFact &fact, int position, bool isRight, const QString &wanted,
                       const Type &given);
    void checkFormat(NodeId id);
    const Type *jsonType(NodeId id);
    const Type *caseType(NodeId id, const FunctionFact &fact, const std::vector<const Type *> &arguments);

    void reportUnknownProperty(NodeId receiver, Range range, std::string_view name, const Type &object);
    void report(Code code, Range range, QString message, std::string replacement = {});
    const Type *made(Type type) { return &m_made.emplace_front(std::move(type)); }

    const Ast &m_ast;
    const Scope &m_scope;
    std::forward_list<Type> m_made;
    std::vector<Finding> m_findings;
};

/// The shared types without parts.
const Type *plainType(Type::Kind kind);

} // namespace slipway::expressions
