#include "vercel/accounts.h"

using namespace Qt::StringLiterals;

namespace slipway::vercel {

using base::json::Object;

User readUser(const Object &object)
{
    const Object user = object.object("user"_L1);
    return {user.text("id"_L1), user.text("username"_L1), user.maybeText("name"_L1).value_or(QString()),
            user.maybeText("email"_L1).value_or(QString()), user.maybeText("defaultTeamId"_L1).value_or(QString())};
}

Team readTeam(const Object &object)
{
    return {object.text("id"_L1), object.text("slug"_L1), object.maybeText("name"_L1).value_or(QString()),
            object.maybeBoolean("limited"_L1).value_or(false)};
}

} // namespace slipway::vercel
