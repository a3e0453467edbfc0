#include "github/git_objects.h"

using namespace Qt::StringLiterals;

namespace slipway::github {

using base::json::Object;

TreeItem readTreeItem(const Object &object)
{
    return {object.text("path"_L1), object.text("mode"_L1), object.text("type"_L1), object.text("sha"_L1)};
}

CommitObject readCommitObject(const Object &object)
{
    CommitObject commit;
    commit.sha = object.text("sha"_L1);
    commit.tree = object.object("tree"_L1).text("sha"_L1);
    commit.parents = object.list("parents"_L1, [](const Object &parent) { return parent.text("sha"_L1); });
    commit.message = object.text("message"_L1);
    return commit;
}

} // namespace slipway::github
