#include "sentry/issues.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::sentry {

using base::json::Object;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(sentry::Issue)
};

base::Word<Issue::Level> levelOf(const QString &word)
{
    using enum Issue::Level;
    return base::word<Issue::Level>(word,
                                    {{"sample"_L1, Sample},
                                     {"debug"_L1, Debug},
                                     {"info"_L1, Info},
                                     {"warning"_L1, Warning},
                                     {"error"_L1, Error},
                                     {"fatal"_L1, Fatal}});
}

base::Word<Issue::State> stateOf(const QString &word)
{
    using enum Issue::State;
    return base::word<Issue::State>(word,
                                    {{"unresolved"_L1, Unresolved},
                                     {"resolved"_L1, Resolved},
                                     {"ignored"_L1, Ignored},
                                     {"pending_deletion"_L1, PendingDeletion},
                                     {"pending_merge"_L1, PendingMerge},
                                     {"reprocessing"_L1, Reprocessing}});
}

base::Word<Issue::Substate> substateOf(const QString &word)
{
    using enum Issue::Substate;
    return base::word<Issue::Substate>(word,
                                       {{"new"_L1, New},
                                        {"ongoing"_L1, Ongoing},
                                        {"escalating"_L1, Escalating},
                                        {"regressed"_L1, Regressed},
                                        {"archived_until_escalating"_L1, ArchivedUntil},
                                        {"archived_until_condition_met"_L1, ArchivedUntil},
                                        {"archived_forever"_L1, ArchivedForever}});
}

/// Sentry writes this count as a text.
qint64 readEvents(const Object &object)
{
    bool isNumber = false;
    const qint64 events = object.text("count"_L1).toLongLong(&isNumber);
    if (!isNumber)
        object.expected("count"_L1, Words::tr("a whole number in text"));
    return events;
}

} // namespace

Issue readIssue(const Object &object)
{
    Issue issue;
    issue.id = object.text("id"_L1);
    issue.shortId = object.text("shortId"_L1);
    issue.title = object.text("title"_L1);
    issue.culprit = object.maybeText("culprit"_L1).value_or(QString());
    issue.page = QUrl(object.text("permalink"_L1));
    issue.level = levelOf(object.text("level"_L1));
    issue.state = stateOf(object.text("status"_L1));
    issue.substate = substateOf(object.maybeText("substatus"_L1).value_or(QString()));
    issue.priority = object.maybeText("priority"_L1).value_or(QString());
    issue.events = readEvents(object);
    issue.users = object.integer("userCount"_L1);
    issue.firstSeenAt = object.maybeTime("firstSeen"_L1);
    issue.lastSeenAt = object.maybeTime("lastSeen"_L1);
    issue.isUnhandled = object.maybeBoolean("isUnhandled"_L1).value_or(false);
    issue.project = object.object("project"_L1).text("slug"_L1);
    return issue;
}

} // namespace slipway::sentry
