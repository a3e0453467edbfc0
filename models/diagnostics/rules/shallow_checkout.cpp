#include "diagnostics/job_entry.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "diagnostics/script.h"
#include "diagnostics/step_facts.h"
#include "workflow/value_places.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace slipway::diagnostics {

namespace {

using namespace std::string_view_literals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ShallowCheckout)
};

/// What needs the commits before the newest one.
struct Reader {
    QString name;
    yaml::Range range;
};

bool readsHistory(const Commands &command)
{
    const std::string_view program = command.program();
    if (program == "lerna")
        return command.hasArgument("changed")
            || (command.hasArgument("version") && !command.hasArgumentLike("--no-git"));
    if (program == "git")
        return command.hasArgument("merge-base") || command.hasArgument("shortlog");
    return false;
}

std::optional<Reader> readerIn(const workflow::Step &step)
{
    // Its README asks for the whole history, to find the commits of a release, unless it is told to leave them.
    if (isAction(step, "getsentry/action-release")) {
        const bool skipsCommits = inputOf(step, "set_commits") == "skip" || inputOf(step, "ignore_missing") == "true";
        return skipsCommits ? std::nullopt : std::optional(Reader{quoted(actionName(step)), step.uses.range()});
    }
    const std::string_view script = step.run.text();
    static constexpr std::array programs{"merge-base"sv, "shortlog"sv, "lerna"sv};
    if (std::ranges::none_of(programs, [script](std::string_view word) { return script.contains(word); }))
        return {};
    for (Commands commands(script); commands.next();) {
        if (!readsHistory(commands))
            continue;
        const std::string_view text = step.run.text().substr(commands.begin(), commands.end() - commands.begin());
        return Reader{quoted(text), workflow::sourceRange(step.run.value, commands.begin(), commands.end())};
    }
    return {};
}

bool isDeep(const workflow::Step &checkout)
{
    const workflow::Field depth = checkout.with.findAnyCase("fetch-depth");
    return depth && depth.text() != "1";
}

bool fetches(const workflow::Step &step)
{
    const std::string_view script = step.run.text();
    return script.find("git fetch") != std::string_view::npos || script.find("git clone") != std::string_view::npos
        || script.find("git pull") != std::string_view::npos || script.find("unshallow") != std::string_view::npos;
}

std::optional<Fix> deepen(const Subject &subject, const workflow::Job &job, const workflow::Step &checkout)
{
    const workflow::Field depth = checkout.with.findAnyCase("fetch-depth");
    std::optional<yaml::Patch> patch;
    if (depth)
        patch = yaml::Patch{depth.range(), "0"};
    else if (checkout.with && !checkout.with.isEmpty())
        patch = linesBelow(subject.tree(), job, checkout.with.entries.back(), {{0, "fetch-depth: 0"}});
    else if (!checkout.with)
        patch = linesBelow(subject.tree(), job, checkout.uses, {{0, "with:"}, {1, "fetch-depth: 0"}});
    if (!patch)
        return {};
    return Fix{Text::tr("Add fetch-depth: 0"), {std::move(*patch)}};
}

void checkJob(const Subject &subject, const workflow::Job &job, Report &report)
{
    const workflow::Step *checkout = nullptr;
    for (const workflow::Step &step : job.steps) {
        if (isAction(step, "actions/checkout")) {
            if (isDeep(step) || step.with.findAnyCase("repository"))
                return;
            checkout = &step;
        } else if (fetches(step)) {
            return;
        } else if (const auto reader = checkout ? readerIn(step) : std::nullopt) {
            report.add(reader->range,
                       Text::tr("%1 reads the history, and the checkout brings one commit only. Check out with "
                                "`fetch-depth: 0`.")
                           .arg(reader->name),
                       deepen(subject, job, *checkout));
            return;
        }
    }
}

void checkCheckouts(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs)
        checkJob(subject, job, report);
}

} // namespace

extern const Rule shallowCheckout;
const Rule shallowCheckout{"shallow-checkout", Severity::Warning, checkCheckouts};

} // namespace slipway::diagnostics
