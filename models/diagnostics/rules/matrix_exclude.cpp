#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/value_text.h"
#include "diagnostics/rules/words.h"
#include "workflow/matrix_expansion.h"

#include <QCoreApplication>

#include <unordered_set>

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
    return workflow::meansValue(wanted, value) || !valueText(value) || !valueText(wanted);
}

/// The values of one row, ready to be asked many times.
class RowValues
{
public:
    explicit RowValues(const workflow::MatrixRow &row)
        : m_row(row)
    {
        for (const yaml::Node value : row.values) {
            const auto text = valueText(value);
            m_isKnown = m_isKnown && text;
            if (text)
                m_texts.insert(*text);
        }
    }

    bool mayHave(yaml::Node wanted) const
    {
        const auto text = valueText(wanted);
        if (!m_isKnown || !text || m_row.isDynamic() || m_texts.contains(*text))
            return true;
        // GitHub refuses a matrix of more jobs than this, so that longer rows need no answer.
        constexpr std::size_t mostCompared = 256;
        return m_row.values.size() > mostCompared
            || std::ranges::any_of(m_row.values, [&](yaml::Node value) { return isMatch(value, wanted); });
    }

private:
    const workflow::MatrixRow &m_row;
    std::unordered_set<std::string> m_texts;
    bool m_isKnown = true;
};

void checkRow(const workflow::MatrixRow &row, const workflow::Field &exclude, Report &report)
{
    const RowValues values(row);
    for (const yaml::Node combination : yaml::items(exclude.value)) {
        for (const yaml::Entry entry : yaml::entries(combination)) {
            if (workflow::equalsAnyCase(entry.key.text(), row.name()) && !values.mayHave(entry.value)) {
                report.add(entry.value.content(),
                           Text::tr("%1 never has this value, so this excludes nothing. Remove it or correct it.")
                               .arg(quoted(row.name())));
            }
        }
    }
}

void checkNames(const workflow::Matrix &matrix, Report &report)
{
    for (const yaml::Node combination : yaml::items(matrix.exclude.value)) {
        for (const yaml::Entry entry : yaml::entries(combination)) {
            if (matrix.row(entry.key.text()))
                continue;
            report.add(entry.key.content(),
                       Text::tr("The matrix has no %1, so this excludes nothing.").arg(quoted(entry.key.text()))
                           + hintFor(entry.key.text(), namesOf(matrix.rows, &workflow::MatrixRow::name)));
        }
    }
}

void checkJobs(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        const workflow::Matrix &matrix = job.strategy.matrix;
        if (!matrix.exclude || matrix.field.isDynamic())
            continue;
        checkNames(matrix, report);
        for (const workflow::MatrixRow &row : matrix.rows)
            checkRow(row, matrix.exclude, report);
    }
}

} // namespace

const Rule matrixExclude{"matrix-exclude", Severity::Warning, checkJobs};

} // namespace slipway::diagnostics
