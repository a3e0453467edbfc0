#include "diagnostics/rules/later_step.h"

#include "diagnostics/rules/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::LaterStep)
};

bool asksForStep(const Misuse &misuse)
{
    const workflow::ExpressionSite &site = *misuse.site;
    return misuse.finding.code == expressions::Finding::Code::UnknownProperty
        && std::ranges::any_of(site.references, [&](const expressions::Reference &reference) {
               return expressions::findContext(site.ast.name(reference.context)) == expressions::Context::Steps
                   && !reference.links.empty() && reference.links.front().name == misuse.finding.range;
           });
}

} // namespace

QString laterStep(const Subject &subject, const Misuse &misuse)
{
    const workflow::ExpressionSite &site = *misuse.site;
    if (site.job < 0 || site.step < 0 || !asksForStep(misuse))
        return {};
    const std::string_view id = site.ast.text(misuse.finding.range);
    const auto &steps = subject.workflow().jobs[std::size_t(site.job)].steps;
    for (std::size_t index = std::size_t(site.step); index < steps.size(); ++index) {
        if (!workflow::equalsAnyCase(steps[index].id.text(), id))
            continue;
        return index == std::size_t(site.step)
            ? Text::tr("%1 is this step itself, which has no outputs before it ends. Read them in a later step.")
                  .arg(quoted(id))
            : Text::tr("The step %1 comes later, so that nothing of it is known here. Move it before this one.")
                  .arg(quoted(id));
    }
    return {};
}

} // namespace slipway::diagnostics
