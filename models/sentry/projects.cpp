#include "sentry/projects.h"

using namespace Qt::StringLiterals;

namespace slipway::sentry {

using base::json::Object;

Organization readOrganization(const Object &object)
{
    return {object.text("id"_L1), object.text("slug"_L1), object.text("name"_L1),
            QUrl(object.object("links"_L1).text("regionUrl"_L1))};
}

Project readProject(const Object &object)
{
    Project project;
    project.id = object.text("id"_L1);
    project.slug = object.text("slug"_L1);
    project.name = object.text("name"_L1);
    project.platform = object.maybeText("platform"_L1).value_or(QString());
    project.environments = object.maybeTexts("environments"_L1);
    if (const auto release = object.maybeObject("latestRelease"_L1))
        project.latestRelease = release->text("version"_L1);
    return project;
}

Environment readEnvironment(const Object &object)
{
    return {object.text("id"_L1), object.text("name"_L1)};
}

} // namespace slipway::sentry
