#pragma once

#include "workflow/meaning_changes.h"
#include "yaml/edits/value.h"

#include <QString>

#include <string_view>
#include <vector>

namespace slipway::workflow {

/// One difference below some part of a workflow, without the words for the part: "timeout 20 minutes added".
struct Difference {
    MeaningChange::Kind kind = MeaningChange::Kind::Changed;
    QString words;
};

/// A part's text on one line, short and without signs that change how a line reads.
QString shownText(std::string_view text);

/// Whether GitHub reads both alike: `20` and `'20'` are, and so are nothing and an empty map.
bool meanSame(const yaml::Value &before, const yaml::Value &after);

/// What differs between two maps of settings, key by key in the order of the text; keys in `skipped` are left out.
/// Short forms count as what they stand for: `needs: ci` is `needs: [ci]`.
std::vector<Difference> settingDifferences(const yaml::Value &before, const yaml::Value &after,
                                           const std::vector<std::string_view> &skipped = {});

/// A member of a map, or nothing written.
const yaml::Value &memberOf(const yaml::Value &map, std::string_view key);
/// A member's text; empty when it has none.
std::string_view textOf(const yaml::Value &map, std::string_view key);

} // namespace slipway::workflow
