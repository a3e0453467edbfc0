#pragma once

#include "workflow/document.h"
#include "yaml/edits/value.h"

#include <string>
#include <string_view>

/// What new parts of a workflow hold.
namespace slipway::editing {

yaml::ValuePtr text(std::string_view text);
yaml::ValuePtr number(int number);
using Members = std::vector<yaml::Value::Member>;

/// An action with its version: the one that the document uses already, else the newest that is known.
std::string versioned(const workflow::Document &document, std::string_view action);
/// Whether `uses` names this action, in any version.
bool isAction(std::string_view uses, std::string_view action);

yaml::ValuePtr checkoutStep(const workflow::Document &document);
/// The first of checkout and a language's setup that the job does not have.
yaml::ValuePtr actionStep(const workflow::Document &document, const workflow::Job &job);
yaml::ValuePtr runStep();
yaml::ValuePtr uploadStep(const workflow::Document &document, const std::string &artifact);
yaml::ValuePtr downloadStep(const workflow::Document &document, const std::string &artifact);
/// A job that waits for `need`, if that is not empty.
yaml::ValuePtr jobBody(const workflow::Document &document, const std::string &need);
/// Settings of a new trigger; null for those that need none.
yaml::ValuePtr triggerSettings(const workflow::Document &document, std::string_view event);

} // namespace slipway::editing
