#include "github/releases.h"

using namespace Qt::StringLiterals;

namespace slipway::github {

using base::json::Object;

namespace {

ReleaseAsset readAsset(const Object &object)
{
    return {object.integer("id"_L1), object.text("name"_L1), object.integer("size"_L1),
            QUrl(object.text("browser_download_url"_L1))};
}

} // namespace

Release readRelease(const Object &object)
{
    Release release;
    release.id = object.integer("id"_L1);
    release.tag = object.text("tag_name"_L1);
    release.target = object.text("target_commitish"_L1);
    release.name = object.maybeText("name"_L1).value_or(QString());
    release.notes = object.maybeText("body"_L1).value_or(QString());
    release.isDraft = object.boolean("draft"_L1);
    release.isPrerelease = object.boolean("prerelease"_L1);
    release.author = object.object("author"_L1).text("login"_L1);
    release.createdAt = object.time("created_at"_L1);
    release.publishedAt = object.maybeTime("published_at"_L1);
    release.assets = object.maybeList("assets"_L1, readAsset);
    release.page = QUrl(object.text("html_url"_L1));
    return release;
}

} // namespace slipway::github
