#include "diagnostics/rules/each_mismatch.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::DuplicateKey)
};

void checkKeys(const Subject &subject, Report &report)
{
    for (const yaml::Problem &problem : subject.tree().problems()) {
        if (problem.code == yaml::Problem::Code::DuplicateKey)
            report.add(problem.range, problem.message);
    }
    eachMismatch(subject, Mismatch::Kind::DuplicateKey, [&](const Mismatch &mismatch) {
        report.add(mismatch.node.content(),
                   Text::tr("GitHub takes %1 for a key that is already in this map: upper and lower case are the same. "
                            "Keep one of them.")
                       .arg(quoted(mismatch.node.text())));
    });
}

} // namespace

const Rule duplicateKey{"duplicate-key", Severity::Error, checkKeys};

} // namespace slipway::diagnostics
