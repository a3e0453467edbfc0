#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/value_text.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::MatrixExclude)
};

/// Whether a value of the matrix is meant: equal, or a map that has all the entries of `wanted`. Unknown counts as yes.
bool isMatch(yaml::Node value, yaml::Node wanted)
{
    if (value.isMapping() && wanted.isMapping()) {
        for (const auto &[key, part] : yaml::entries(wanted)) {
            const yaml::Node other = value[key.text()];
            if (!other || !isMatch(other, part))
                return false;
        }
        return true;
    }
    const auto one = valueText(value);
    const auto other = valueText(wanted);
    return !one || !other || *one == *other;
}

void checkEntry(const workflow::Matrix &matrix, const yaml::Entry &entry, Report &report)
{
    const workflow::MatrixRow *row = matrix.row(entry.key.text());
    if (!row) {
        report.add(entry.key.content(),
                   Text::tr("The matrix has no %1, so this excludes nothing.").arg(quoted(entry.key.text()))
                       + hintFor(entry.key.text(), namesOf(matrix.rows, &workflow::MatrixRow::name)));
        return;
    }
    if (row->isDynamic()
        || std::ranges::any_of(row->values, [&](yaml::Node value) { return isMatch(value, entry.value); }))
        return;
    report.add(entry.value.content(),
               Text::tr("%1 never has this value, so this excludes nothing. Remove it or correct it.")
                   .arg(quoted(row->name())));
}

void checkJobs(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        const workflow::Matrix &matrix = job.strategy.matrix;
        if (!matrix.exclude || matrix.field.isDynamic())
            continue;
        for (const yaml::Node combination : yaml::items(matrix.exclude.value)) {
            for (const yaml::Entry entry : yaml::entries(combination))
                checkEntry(matrix, entry, report);
        }
    }
}

} // namespace

const Rule matrixExclude{"matrix-exclude", Severity::Warning, checkJobs};

} // namespace slipway::diagnostics
