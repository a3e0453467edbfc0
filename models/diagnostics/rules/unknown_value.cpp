#include "diagnostics/rules/each_mismatch.h"
#include "diagnostics/rules/fixes.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::UnknownValue)
};

void checkValues(const Subject &subject, Report &report)
{
    eachMismatch(subject, Mismatch::Kind::UnknownValue, [&](const Mismatch &mismatch) {
        const std::string_view text = mismatch.node.text();
        const QStringList known = namesOf(mismatch.shape->values, &syntax::Value::name);
        report.add(mismatch.node.content(),
                   Text::tr("GitHub knows no %1 for %2.").arg(quoted(text), quoted(mismatch.owner.text()))
                       + hintFor(text, known),
                   replaceWord(mismatch.node, nearestTo(text, known)));
    });
}

} // namespace

const Rule unknownValue{"unknown-value", Severity::Error, checkValues};

} // namespace slipway::diagnostics
