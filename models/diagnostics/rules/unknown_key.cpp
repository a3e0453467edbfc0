#include "diagnostics/rules/each_mismatch.h"
#include "diagnostics/rules/fixes.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::UnknownKey)
};

void checkKeys(const Subject &subject, Report &report)
{
    eachMismatch(subject, Mismatch::Kind::UnknownKey, [&](const Mismatch &mismatch) {
        const std::string_view key = mismatch.node.text();
        const QStringList known = namesOf(mismatch.shape->keys, &syntax::Key::name);
        report.add(mismatch.node.content(),
                   Text::tr("GitHub knows no key %1 here (%2).").arg(quoted(key), nameOf(*mismatch.shape))
                       + hintFor(key, known),
                   replaceWord(mismatch.node, nearestTo(key, known)));
    });
}

} // namespace

const Rule unknownKey{"unknown-key", Severity::Error, checkKeys};

} // namespace slipway::diagnostics
