#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/value_text.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

#include <unordered_set>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::MatrixDuplicate)
};

void checkRow(const workflow::MatrixRow &row, Report &report)
{
    if (row.values.size() < 2)
        return;
    std::unordered_set<std::string> seen;
    for (const yaml::Node value : row.values) {
        std::optional<std::string> text = valueText(value);
        if (text && !seen.insert(std::move(*text)).second) {
            report.add(
                value.content(),
                Text::tr("%1 has this value already, so its jobs would run twice. Remove it.").arg(quoted(row.name())));
        }
    }
}

void checkJobs(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        for (const workflow::MatrixRow &row : job.strategy.matrix.rows)
            checkRow(row, report);
    }
}

} // namespace

const Rule matrixDuplicate{"matrix-duplicate", Severity::Warning, checkJobs};

} // namespace slipway::diagnostics
