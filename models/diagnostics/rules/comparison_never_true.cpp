#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "expressions/letters.h"
#include "expressions/lexer.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace slipway::diagnostics {

namespace {

using expressions::Ast;
using expressions::Kind;
using expressions::NodeId;
using expressions::sameName;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ComparisonNeverTrue)
};

/// Which inputs are `boolean` wherever the workflow takes them.
class BooleanInputs
{
public:
    explicit BooleanInputs(const workflow::Triggers &on)
        : m_on(on)
    { }

    bool has(std::string_view name) const
    {
        bool isBoolean = false;
        for (const workflow::Trigger &trigger : m_on.events) {
            const workflow::Input *input = trigger.input(name);
            if (input && input->type.text() != "boolean")
                return false;
            isBoolean = isBoolean || input;
        }
        return isBoolean;
    }

    /// `github.event.inputs` of a called workflow is the one of its caller, whose inputs nobody knows here.
    bool isCalled() const { return m_on.find("workflow_call"); }

private:
    const workflow::Triggers &m_on;
};

/// The name that a Property asks for of `receiver`; empty for all else.
std::string_view nameBelow(const Ast &ast, NodeId id, std::string_view receiver)
{
    return ast[id].kind == Kind::Property && sameName(ast.text(ast[ast[id].first].range), receiver)
        ? ast.name(id)
        : std::string_view();
}

/// Values of two types are compared as numbers, and a text that is none equals nothing.
bool isNoNumber(const Ast &ast, NodeId id)
{
    return ast[id].kind == Kind::String && std::isnan(expressions::parseNumber(ast.quoted(id)));
}

QString problemOf(const Ast &ast, NodeId value, NodeId literal, const BooleanInputs &inputs)
{
    if (const std::string_view name = nameBelow(ast, value, "inputs");
        !name.empty() && isNoNumber(ast, literal) && inputs.has(name))
        return Text::tr("%1 is true or false, and never equal to a text. Remove the quotes.").arg(quoted(name));
    const bool isTrue = ast[literal].kind == Kind::Boolean && ast[literal].number != 0;
    if (const std::string_view name = nameBelow(ast, value, "github.event.inputs");
        !name.empty() && isTrue && inputs.has(name) && !inputs.isCalled())
        return Text::tr("`github.event.inputs` holds texts, which never equal `true`. Compare `inputs.%1`.")
            .arg(QString::fromUtf8(name.data(), qsizetype(name.size())));
    return {};
}

void checkComparison(const workflow::ExpressionSite &site, NodeId id, const BooleanInputs &inputs, Report &report)
{
    const Ast &ast = site.ast;
    const NodeId left = ast.child(id, 0);
    const NodeId right = ast.child(id, 1);
    QString problem = problemOf(ast, left, right, inputs);
    if (problem.isEmpty())
        problem = problemOf(ast, right, left, inputs);
    if (!problem.isEmpty())
        report.add(site.range(ast[id].range), problem);
}

void checkExpressions(const Subject &subject, Report &report)
{
    const workflow::Triggers &on = subject.workflow().on;
    if (std::ranges::all_of(on.events, [](const workflow::Trigger &trigger) { return trigger.inputs.empty(); }))
        return;
    const BooleanInputs inputs(on);
    for (const workflow::ExpressionSite &site : subject.document.expressions()) {
        for (NodeId id = 0; id < site.ast.size(); ++id) {
            if (site.ast[id].kind == Kind::Equal || site.ast[id].kind == Kind::NotEqual)
                checkComparison(site, id, inputs, report);
        }
    }
}

} // namespace

const Rule comparisonNeverTrue{"comparison-never-true", Severity::Warning, checkExpressions};

} // namespace slipway::diagnostics
