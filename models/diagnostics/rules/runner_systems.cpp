#include "diagnostics/rules/runner_systems.h"

namespace slipway::diagnostics {

namespace {

constexpr std::string_view blanks = " \t\n";

/// `os` of `${{ matrix.os }}`; empty for all else.
std::string_view matrixRowOf(std::string_view text)
{
    constexpr std::string_view context = "matrix.";
    if (!workflow::isOneExpression(text))
        return {};
    const std::size_t first = text.find("${{") + 3;
    std::string_view inner = text.substr(first, text.rfind("}}") - first);
    inner.remove_prefix(std::min(inner.find_first_not_of(blanks), inner.size()));
    inner = inner.substr(0, inner.find_last_not_of(blanks) + 1);
    if (!inner.starts_with(context))
        return {};
    const std::string_view name = inner.substr(context.size());
    return name.find_first_of(".[( &|=!") == std::string_view::npos ? name : std::string_view();
}

/// Values of one row, of its `include` too.
void addMatrixValues(const workflow::Matrix &matrix, std::string_view name, std::vector<yaml::Node> &labels)
{
    const auto add = [&labels](yaml::Node value) {
        // GitHub refuses a matrix of more jobs than this.
        constexpr std::size_t mostLabels = 256;
        if (labels.size() >= mostLabels)
            return;
        if (value.isScalar() && !value.isNull()) {
            labels.push_back(value);
        } else {
            for (const yaml::Node item : yaml::items(value))
                labels.push_back(item);
        }
    };
    if (const workflow::MatrixRow *row = matrix.row(name)) {
        for (const yaml::Node value : row->values)
            add(value);
    }
    for (const yaml::Node combination : yaml::items(matrix.include.value))
        add(combination[name]);
}

} // namespace

std::vector<yaml::Node> runnerLabels(const workflow::Job &job)
{
    std::vector<yaml::Node> labels;
    for (const yaml::Node label : job.runsOn.labels.items) {
        if (const std::string_view row = matrixRowOf(label.text()); !row.empty())
            addMatrixValues(job.strategy.matrix, row, labels);
        else
            labels.push_back(label);
    }
    std::erase_if(labels, [](yaml::Node label) {
        return !label.isScalar() || label.isNull() || label.text().find("${{") != std::string_view::npos;
    });
    return labels;
}

std::optional<syntax::System> systemOf(const workflow::Job &job)
{
    std::optional<syntax::System> found;
    for (const yaml::Node label : runnerLabels(job)) {
        const std::optional<syntax::System> system = syntax::systemOf(label.text());
        if (system && found && *system != *found)
            return {};
        if (system)
            found = system;
    }
    // Part of the list may be known only when the workflow runs.
    for (const yaml::Node label : job.runsOn.labels.items) {
        if (label.text().find("${{") != std::string_view::npos && matrixRowOf(label.text()).empty())
            return {};
    }
    return found;
}

} // namespace slipway::diagnostics
