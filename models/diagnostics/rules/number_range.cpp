#include "diagnostics/rules/each_mismatch.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::NumberRange)
};

void checkNumbers(const Subject &subject, Report &report)
{
    eachMismatch(subject, Mismatch::Kind::NotPositive, [&](const Mismatch &mismatch) {
        report.add(mismatch.node.content(),
                   Text::tr("%1 must be above zero. Write a larger number, or remove the key.")
                       .arg(quoted(mismatch.owner.text())));
    });
}

} // namespace

const Rule numberRange{"number-range", Severity::Error, checkNumbers};

} // namespace slipway::diagnostics
