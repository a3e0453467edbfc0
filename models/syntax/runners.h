#pragma once

#include <QtTypes>

#include <optional>
#include <span>
#include <string_view>

/// Machines that run jobs. Source: GitHub's documentation "GitHub-hosted runners reference" and "Using self-hosted
/// runners in a workflow".
namespace slipway::syntax {

enum class System : quint8 { Linux, MacOs, Windows };

enum class LabelKind : quint8 {
    Hosted,
    /// GitHub has shut the image down: a job that asks for it waits for ever.
    Retired,
    /// A label that every self-hosted runner has by itself.
    SelfHosted,
};

struct RunnerLabel {
    std::string_view name;
    LabelKind kind = LabelKind::Hosted;
    /// Absent for labels that say nothing of it (`self-hosted`, `x64`).
    std::optional<System> system;
    /// Labels with the same image are the same machine: `ubuntu-latest` and `ubuntu-24.04`. Empty for self-hosted ones.
    std::string_view image;
    /// One line of documentation.
    std::string_view summary;
    /// The label to take instead of a retired one, for a machine with the same processor; empty for others.
    std::string_view successor = {};
};

/// By name, in lower case.
std::span<const RunnerLabel> runnerLabels();
/// Upper and lower case are the same to GitHub. Null for labels of other people's runners. O(log n).
const RunnerLabel *findRunnerLabel(std::string_view name);
/// Of a known label, or guessed from the beginning of an unknown one ("ubuntu-24.04-16core").
std::optional<System> systemOf(std::string_view label);

} // namespace slipway::syntax
