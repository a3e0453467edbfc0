#include "diagnostics/shell_scripts.h"

#include "diagnostics/rules/job_lookup.h"
#include "diagnostics/rules/runner_systems.h"
#include "expressions/templates.h"

#include <algorithm>
#include <array>

namespace slipway::diagnostics {

namespace {

constexpr char mask = '_';

/// What GitHub starts for the shells that it knows by name.
struct KnownShell {
    std::string_view name;
    std::string_view shebang;
};
constexpr std::array knownShells{KnownShell{"", "#!/bin/bash -e"}, KnownShell{"bash", "#!/bin/bash -eo pipefail"},
                                 KnownShell{"sh", "#!/bin/sh -e"}};

/// Of a shell given as a command line with `{0}`: "bash -e {0}".
std::string customShebang(std::string_view shell)
{
    constexpr std::array programs{std::string_view("bash"), std::string_view("sh"), std::string_view("dash"),
                                  std::string_view("ksh")};
    std::string_view program = shell.substr(0, shell.find(' '));
    if (const auto slash = program.rfind('/'); slash != std::string_view::npos)
        program.remove_prefix(slash + 1);
    if (std::ranges::find(programs, program) == programs.end() || shell.find('\n') != std::string_view::npos)
        return {};
    const auto options = shell.find(' ');
    const auto file = shell.find("{0}");
    std::string shebang = "#!/bin/" + std::string(program);
    if (options != std::string_view::npos && file != std::string_view::npos && options + 1 < file)
        shebang += shell.substr(options, file - options - 1);
    return shebang;
}

/// What a script for Windows says where its runner is known to the run alone.
bool looksLikePowerShell(std::string_view script)
{
    constexpr std::array marks{std::string_view("$env:"),      std::string_view("$Env:"), std::string_view("Out-File"),
                               std::string_view("Write-Host"), std::string_view("Get-"),  std::string_view("New-Item"),
                               std::string_view("Invoke-")};
    return std::ranges::any_of(marks, [script](std::string_view mark) { return script.contains(mark); });
}

std::string shebangOf(const workflow::Workflow &workflow, const workflow::Job &job, const workflow::Step &step)
{
    const workflow::Field &shell = step.shell ? step.shell
        : job.defaults.shell                  ? job.defaults.shell
                                              : workflow.defaults.shell;
    const std::string_view name = shell.text();
    if (shell.isDynamic())
        return {};
    // Large runners are named by their owners, mostly with the system in the name.
    const auto isWindows = [](yaml::Node label) { return folded(label.text()).find("windows") != std::string::npos; };
    if (name.empty() && (std::ranges::any_of(runnerLabels(job), isWindows) || looksLikePowerShell(step.run.text())))
        return {};
    const auto known = std::ranges::find(knownShells, name, &KnownShell::name);
    return known != knownShells.end() ? std::string(known->shebang) : customShebang(name);
}

std::string maskedText(std::string_view script)
{
    std::string masked(script);
    for (const expressions::Template &part : expressions::templates(script)) {
        if (part.isTerminated)
            std::fill_n(masked.begin() + part.whole.begin, part.whole.size(), mask);
    }
    return masked;
}

std::vector<std::size_t> lineBegins(std::string_view text)
{
    std::vector<std::size_t> begins{0};
    for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        begins.push_back(at + 1);
    return begins;
}

} // namespace

std::size_t ShellScript::offset(int line, int column) const
{
    if (line < 1)
        return 0;
    if (std::size_t(line) > lineBegins.size())
        return masked.size();
    const auto isContinuation = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
    std::size_t at = lineBegins[std::size_t(line) - 1];
    for (int letter = 1; letter < column && at < masked.size() && masked[at] != '\n'; ++letter) {
        ++at;
        while (at < masked.size() && isContinuation(masked[at]))
            ++at;
    }
    return at;
}

bool ShellScript::isMasked(int line) const
{
    const std::size_t begin = offset(line, 1);
    const std::size_t end = std::min(masked.find('\n', begin), masked.size());
    return step->run.text().substr(begin, end - begin).find("${{") != std::string_view::npos;
}

std::vector<ShellScript> shellScripts(const workflow::Document &document)
{
    std::vector<ShellScript> scripts;
    for (const workflow::Job &job : document.workflow().jobs) {
        workflow::forEachStep(job.steps, [&](const workflow::Step &step) {
            if (!step.run.isScalar() || step.run.text().empty())
                return;
            std::string shebang = shebangOf(document.workflow(), job, step);
            if (shebang.empty())
                return;
            ShellScript script{&job, &step, std::move(shebang), maskedText(step.run.text()), {}};
            script.lineBegins = lineBegins(script.masked);
            scripts.push_back(std::move(script));
        });
    }
    return scripts;
}

} // namespace slipway::diagnostics
