#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::IdFormat)
};

constexpr std::size_t longest = 99;

bool isLetter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_';
}

bool isInside(char letter)
{
    return isLetter(letter) || (letter >= '0' && letter <= '9') || letter == '-';
}

void checkId(yaml::Node node, Report &report)
{
    const std::string_view id = node.text();
    if (id.empty() || id.find("${{") != std::string_view::npos)
        return;
    if (!isLetter(id.front()) || !std::ranges::all_of(id, isInside))
        report.add(node.content(),
                   Text::tr("%1 cannot be an id: it begins with a letter or `_` and has letters, digits, "
                            "`-` and `_` only. Rename it.")
                       .arg(quoted(id)));
    else if (id.starts_with("__"))
        report.add(node.content(),
                   Text::tr("GitHub keeps ids that begin with `__` for itself. Rename %1.").arg(quoted(id)));
    else if (id.size() > longest)
        report.add(node.content(), Text::tr("An id has %1 characters at most. Shorten this one.").arg(longest));
}

void checkIds(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        checkId(job.field.key, report);
        workflow::forEachStep(job.steps, [&report](const workflow::Step &step) {
            if (step.id.isScalar() && !step.id.isNull())
                checkId(step.id.value, report);
        });
    }
}

} // namespace

const Rule idFormat{"id-format", Severity::Error, checkIds};

} // namespace slipway::diagnostics
