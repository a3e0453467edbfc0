#pragma once

#include "yaml/edits/page.h"

namespace slipway::workflow {

/// Where a new key of the mapping at `path` goes: in the order of GitHub's documentation, for a job's keys as in the
/// jobs around it, else last; with the blank lines that are usual there.
yaml::Spot spotForKey(const yaml::Page &page, const yaml::Path &path, yaml::Node map, std::string_view key);

/// How many blank lines a new entry of a block collection has at `at`, as between the entries there. `alone`: the
/// number when there are less than two entries.
int blankLinesAt(const yaml::Page &page, yaml::Node collection, int at, int alone);
/// The usual number between the keys of the top level.
int blankLinesOfTop(const yaml::Page &page);
/// Between the steps of a new job at `at`: as in the nearest job above that has several, else below.
int blankLinesOfSteps(const yaml::Page &page, yaml::Node jobs, int at);

/// The nearest job above `job` that has `key`, else the nearest below: its value; invalid when there is none.
yaml::Node precedent(yaml::Node jobs, yaml::Node job, std::string_view key);
/// Block or Flow, as most lists of `needs` in the file are; nothing when there are none.
std::optional<yaml::Style> needsStyle(const yaml::Tree &tree);

bool isJob(const yaml::Path &path);
bool isStep(const yaml::Path &path);
bool isJobs(const yaml::Path &path);
bool isSteps(const yaml::Path &path);

} // namespace slipway::workflow
