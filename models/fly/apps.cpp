#include "fly/apps.h"

using namespace Qt::StringLiterals;

namespace slipway::fly {

using base::json::Object;

App readApp(const Object &object)
{
    App app;
    app.id = object.maybeText("id"_L1).value_or(QString());
    app.name = object.text("name"_L1);
    app.status = object.maybeText("status"_L1).value_or(QString());
    if (const auto organization = object.maybeObject("organization"_L1))
        app.organization = organization->text("slug"_L1);
    app.machines = object.maybeInteger("machine_count"_L1).value_or(0);
    return app;
}

SecretName readSecretName(const Object &object)
{
    return {object.text("name"_L1), object.maybeText("digest"_L1).value_or(QString()),
            object.maybeTime("created_at"_L1), object.maybeTime("updated_at"_L1)};
}

TokenPart readTokenPart(const Object &object)
{
    return {object.maybeText("token_id"_L1).value_or(QString()), object.maybeText("org_slug"_L1).value_or(QString()),
            object.maybeTexts("apps"_L1), object.maybeText("user"_L1).value_or(QString())};
}

} // namespace slipway::fly
