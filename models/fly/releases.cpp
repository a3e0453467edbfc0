#include "fly/releases.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::fly {

using base::Error;
using base::Status;
using base::json::Object;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(fly::Release)
};

base::Word<Release::State> stateOf(const QString &word)
{
    using enum Release::State;
    return base::word<Release::State>(word,
                                      {{"pending"_L1, Pending},
                                       {"running"_L1, Running},
                                       {"complete"_L1, Complete},
                                       {"succeeded"_L1, Complete},
                                       {"failed"_L1, Failed},
                                       {"interrupted"_L1, Interrupted}});
}

QString userOf(const Object &object)
{
    const auto user = object.maybeObject("user"_L1);
    if (!user)
        return {};
    const QString name = user->maybeText("name"_L1).value_or(QString());
    return name.isEmpty() ? user->maybeText("email"_L1).value_or(QString()) : name;
}

Release readGraphQlRelease(const Object &object)
{
    Release release;
    release.id = object.text("id"_L1);
    release.version = object.integer("version"_L1);
    release.state = stateOf(object.text("status"_L1));
    release.description = object.maybeText("description"_L1).value_or(QString());
    release.user = userOf(object);
    release.image = object.maybeText("imageRef"_L1).value_or(QString());
    release.isStable = object.maybeBoolean("stable"_L1).value_or(false);
    release.isInProgress = release.state == Release::State::Running || release.state == Release::State::Pending;
    release.createdAt = object.time("createdAt"_L1);
    release.definition = object.raw("configDefinition"_L1).toObject();
    return release;
}

struct Complaint {
    QString message;
    QString code;
};

Complaint readComplaint(const Object &object)
{
    const auto extensions = object.maybeObject("extensions"_L1);
    return {object.text("message"_L1), extensions ? extensions->maybeText("code"_L1).value_or(QString()) : QString()};
}

Error errorOf(const Complaint &complaint)
{
    Error::Kind kind = Error::Kind::InvalidInput;
    if (complaint.code == "NOT_FOUND"_L1)
        kind = Error::Kind::NotFound;
    else if (complaint.code == "UNAUTHORIZED"_L1)
        kind = Error::Kind::Unauthorized;
    else if (complaint.code == "FORBIDDEN"_L1)
        kind = Error::Kind::Forbidden;
    return makeError(kind,
                     Words::tr("Fly.io refused the question for releases. Its words: “%1”").arg(complaint.message),
                     Words::tr("Check the app's name and what the token may see."));
}

QList<Complaint> readComplaints(const Object &root)
{
    return root.maybeList("errors"_L1, readComplaint);
}

QList<Release> readHistory(const Object &root)
{
    const Object app = root.object("data"_L1).object("app"_L1);
    return app.object("releases"_L1).list("nodes"_L1, readGraphQlRelease);
}

} // namespace

Status Release::status() const
{
    switch (state.meaning) {
    case State::Pending: return Status::Queued;
    case State::Running: return Status::Running;
    case State::Complete: return Status::Success;
    case State::Failed: return Status::Failure;
    case State::Interrupted: return Status::Cancelled;
    case State::Unknown: return isInProgress ? Status::Running : Status::Unknown;
    }
    Q_UNREACHABLE_RETURN(Status::Unknown);
}

Release readRelease(const Object &object)
{
    Release release;
    release.id = object.text("id"_L1);
    release.version = object.integer("version"_L1);
    release.state = stateOf(object.text("status"_L1));
    release.description = object.maybeText("description"_L1).value_or(QString());
    release.strategy = object.maybeText("strategy"_L1).value_or(QString()).toLower();
    release.user = object.maybeText("user"_L1).value_or(QString());
    release.image = object.maybeText("image_ref"_L1).value_or(QString());
    release.isStable = object.maybeBoolean("stable"_L1).value_or(false);
    release.isInProgress = object.maybeBoolean("in_progress"_L1).value_or(false);
    release.createdAt = object.time("created_at"_L1);
    return release;
}

base::Result<QList<Release>> parseReleaseHistory(const QByteArray &bytes)
{
    const auto complaints = base::json::read(bytes, readComplaints);
    if (!complaints)
        return std::unexpected(complaints.error());
    if (!complaints->isEmpty())
        return std::unexpected(errorOf(complaints->first()));
    return base::json::read(bytes, readHistory);
}

} // namespace slipway::fly
