#include "diagnostics/rules/each_mismatch.h"
#include "diagnostics/rules/rules.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ExpressionInKey)
};

/// `${{ insert }}` puts the entries of its value in its place. Fact: GitHub's own reader of workflows, which takes it
/// in these maps.
bool isInsertion(yaml::Node key)
{
    const std::string_view text = key.text();
    const std::string_view inside = text.size() > 5 ? text.substr(3, text.size() - 5) : std::string_view();
    const std::size_t begin = inside.find_first_not_of(' ');
    const bool isInsert = text.starts_with("${{") && text.ends_with("}}") && begin != std::string_view::npos
        && inside.substr(begin, inside.find_last_not_of(' ') + 1 - begin) == "insert";
    if (!isInsert)
        return false;
    const yaml::Node owner = key.parent().key();
    const bool isOfStep = owner && owner.parent().parent().isSequence();
    return owner.text() == "env" || owner.text() == "matrix" || (owner.text() == "with" && isOfStep);
}

void checkKeys(const Subject &subject, Report &report)
{
    eachMismatch(subject, Mismatch::Kind::ExpressionInKey, [&](const Mismatch &mismatch) {
        if (isInsertion(mismatch.node))
            return;
        report.add(
            mismatch.node.content(),
            Text::tr("A key cannot hold `${{ }}`. Write the key's name itself, and the expression as its value."));
    });
}

} // namespace

const Rule expressionInKey{"expression-in-key", Severity::Error, checkKeys};

} // namespace slipway::diagnostics
