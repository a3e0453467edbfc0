#pragma once

#include "workflow/edits/operation.h"
#include "yaml/edits/page.h"

#include <functional>

/// One edit a function, and what they share.
namespace slipway::workflow::edits {

using Patched = base::Result<yaml::Patches>;

Patched apply(const yaml::Tree &tree, const Noop &);
Patched apply(const yaml::Tree &tree, const Set &set);
Patched apply(const yaml::Tree &tree, const Unset &unset);
Patched apply(const yaml::Tree &tree, const Insert &insert);
Patched apply(const yaml::Tree &tree, const RenameKey &rename);
Patched apply(const yaml::Tree &tree, const AddJob &add);
Patched apply(const yaml::Tree &tree, const RemoveJob &remove);
Patched apply(const yaml::Tree &tree, const RenameJob &rename);
Patched apply(const yaml::Tree &tree, const DuplicateJob &duplicate);
Patched apply(const yaml::Tree &tree, const MoveJob &move);
Patched apply(const yaml::Tree &tree, const AddNeed &add);
Patched apply(const yaml::Tree &tree, const RemoveNeed &remove);
Patched apply(const yaml::Tree &tree, const AddStep &add);
Patched apply(const yaml::Tree &tree, const RemoveStep &remove);
Patched apply(const yaml::Tree &tree, const MoveStep &move);
Patched apply(const yaml::Tree &tree, const DuplicateStep &duplicate);
Patched apply(const yaml::Tree &tree, const ReplaceStep &replace);
Patched apply(const yaml::Tree &tree, const AddTrigger &add);
Patched apply(const yaml::Tree &tree, const RemoveTrigger &remove);

/// Where comments go with what the operation removes.
std::vector<yaml::Range> removedBy(const yaml::Tree &tree, const Operation &operation);

/// A page with the habits of workflow files: how `needs` and `cron` are written.
yaml::Page pageOf(const yaml::Tree &tree, std::vector<yaml::Habit> more = {}, yaml::Node except = {});

/// The mapping of a job. Error: invalidInput when there is none.
base::Result<yaml::Node> jobNamed(const yaml::Tree &tree, std::string_view id);

/// A new key of the mapping at `path`, which is `map`.
Patched addKey(const yaml::Page &page, const yaml::Path &path, yaml::Node map, std::string_view key,
               const yaml::Value &value);

/// Another collection in the place of the one at `path`: entries that stay the same keep every byte. Nothing when no
/// entry does.
std::optional<Patched> replaceKeeping(const yaml::Tree &tree, const yaml::Path &path, const yaml::Value &value);

/// The entries with the same key as the one in `slot`, itself among them.
std::vector<yaml::Node> equalKeys(const yaml::Slot &slot);

/// A scalar as a list of itself and `added`, quoted alike.
yaml::Written listOf(const yaml::Page &page, yaml::Node scalar, std::string_view added, bool asBlock);

/// What a node means, to be written once more: a text that ends the file has its final line end there.
yaml::ValuePtr copyIn(const yaml::Tree &tree, yaml::Node node);

/// Edits one after the other, each of the text that the one before left, as one set of patches.
using Part = std::function<Patched(const yaml::Tree &tree)>;
Patched inTurn(const yaml::Tree &tree, const std::vector<Part> &parts);

/// Whether patches by rising offset do not overlap.
bool areApart(const yaml::Patches &patches);

std::unexpected<base::Error> refused(const QString &message);
QString shown(std::string_view text);

} // namespace slipway::workflow::edits
