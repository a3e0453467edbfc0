#pragma once

#include <span>
#include <string_view>

namespace slipway::workflow {

/// A part of `github.event` that workflows often ask for.
struct EventProperty {
    /// From the event on: "pull_request.head.sha".
    std::string_view path;
    /// The event or events that have it, as their names begin: "pull_request"; empty for all.
    std::string_view event;
    /// One line of documentation, in English.
    std::string_view summary;
};

/// By path. Far from all: what an event holds is GitHub's to change. Source: GitHub's documentation "Webhook events
/// and payloads".
std::span<const EventProperty> eventProperties();

} // namespace slipway::workflow
