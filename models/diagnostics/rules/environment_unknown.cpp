#include "diagnostics/rules/fixes.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::EnvironmentUnknown)
};

void checkNames(const Subject &subject, Report &report)
{
    if (!subject.facts.environments)
        return;
    for (const workflow::Job &job : subject.workflow().jobs) {
        const workflow::Field &field = job.environment.name;
        if (!field.isScalar() || field.text().empty() || field.isDynamic())
            continue;
        const QString name = QString::fromUtf8(field.text().data(), qsizetype(field.text().size()));
        const auto isSame = [&name](const QString &known) { return known.compare(name, Qt::CaseInsensitive) == 0; };
        if (std::ranges::any_of(*subject.facts.environments, isSame))
            continue;
        QStringList known(subject.facts.environments->begin(), subject.facts.environments->end());
        known.sort();
        report.add(field.range(),
                   Text::tr("There is no environment %1: GitHub makes one, without protection rules and secrets.")
                           .arg(quoted(field.text()))
                       + hintFor(field.text(), known),
                   replaceWord(field.value, nearestTo(field.text(), known)));
    }
}

} // namespace

extern const Rule environmentUnknown;
const Rule environmentUnknown{"environment-unknown", Severity::Warning, checkNames};

} // namespace slipway::diagnostics
