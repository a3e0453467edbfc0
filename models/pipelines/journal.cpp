#include "pipelines/journal.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace slipway::pipelines {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(pipelines::Journal)
};

QString encoded(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray decoded(const QString &text)
{
    return QByteArray::fromBase64(text.toLatin1());
}

QJsonObject toJson(const Plan &plan)
{
    QJsonArray files;
    for (const ProposedFile &file : plan.files) {
        QJsonObject entry{{u"path"_s, file.path}, {u"bytes"_s, encoded(file.bytes)}};
        if (file.opened)
            entry.insert("opened"_L1, encoded(*file.opened));
        files.append(entry);
    }
    QJsonObject root{
        {u"owner"_s, plan.repository.owner},  {u"name"_s, plan.repository.name}, {u"baseBranch"_s, plan.baseBranch},
        {u"baseCommit"_s, plan.baseCommit},   {u"branch"_s, plan.branch},        {u"title"_s, plan.title},
        {u"description"_s, plan.description}, {u"isDraft"_s, plan.isDraft},      {u"files"_s, files}};
    if (plan.updates)
        root.insert("updates"_L1, *plan.updates);
    return root;
}

ProposedFile readProposedFile(const base::json::Object &object)
{
    const auto opened = object.maybeText("opened"_L1);
    return {object.text("path"_L1), opened ? std::optional(decoded(*opened)) : std::nullopt,
            decoded(object.text("bytes"_L1))};
}

Plan readPlan(const base::json::Object &object)
{
    return {.repository = {object.text("owner"_L1), object.text("name"_L1)},
            .baseBranch = object.text("baseBranch"_L1),
            .baseCommit = object.text("baseCommit"_L1),
            .branch = object.text("branch"_L1),
            .title = object.text("title"_L1),
            .description = object.text("description"_L1),
            .isDraft = object.boolean("isDraft"_L1),
            .files = object.list("files"_L1, readProposedFile),
            .updates = object.maybeInteger("updates"_L1)};
}

Journal readRoot(const base::json::Object &object)
{
    return {.plan = readPlan(object.object("plan"_L1)),
            .branch = object.text("branch"_L1),
            .head = object.text("head"_L1),
            .blobs = object.object("blobs"_L1).textsByName(),
            .tree = object.text("tree"_L1),
            .commit = object.text("commit"_L1),
            .isBranchMade = object.boolean("isBranchMade"_L1),
            .isRequestAsked = object.boolean("isRequestAsked"_L1),
            .request = object.maybeInteger("request"_L1),
            .page = QUrl(object.text("page"_L1))};
}

} // namespace

Journal Journal::of(const Plan &plan)
{
    Journal journal;
    journal.plan = plan;
    journal.branch = plan.branch;
    return journal;
}

Journal::Step Journal::step() const
{
    if (request)
        return Step::Done;
    if (isBranchMade)
        return Step::Request;
    if (!commit.isEmpty())
        return Step::Branch;
    if (!tree.isEmpty())
        return Step::Commit;
    if (head.isEmpty())
        return Step::Look;
    return blobs.size() < plan.files.size() ? Step::Upload : Step::Tree;
}

void Journal::startOver()
{
    head.clear();
    tree.clear();
    commit.clear();
    isBranchMade = false;
}

QString stepWords(const Journal &journal)
{
    switch (journal.step()) {
    case Journal::Step::Look: return Words::tr("Looking where %1 stands").arg(journal.plan.startingBranch());
    case Journal::Step::Upload: return Words::tr("Uploading the text");
    case Journal::Step::Tree: return Words::tr("Putting it into the tree");
    case Journal::Step::Commit: return Words::tr("Making the commit");
    case Journal::Step::Branch:
        return journal.plan.updates ? Words::tr("Moving the branch %1 on").arg(journal.branch)
                                    : Words::tr("Making the branch %1").arg(journal.branch);
    case Journal::Step::Request: return Words::tr("Opening the pull request");
    case Journal::Step::Done: break;
    }
    return Words::tr("Proposed as #%1").arg(journal.request.value_or(0));
}

QByteArray toBytes(const Journal &journal)
{
    QJsonObject blobs;
    for (const auto &[path, sha] : journal.blobs.asKeyValueRange())
        blobs.insert(path, sha);
    QJsonObject root{{u"plan"_s, toJson(journal.plan)},
                     {u"branch"_s, journal.branch},
                     {u"head"_s, journal.head},
                     {u"blobs"_s, blobs},
                     {u"tree"_s, journal.tree},
                     {u"commit"_s, journal.commit},
                     {u"isBranchMade"_s, journal.isBranchMade},
                     {u"isRequestAsked"_s, journal.isRequestAsked},
                     {u"page"_s, journal.page.toString()}};
    if (journal.request)
        root.insert("request"_L1, *journal.request);
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

base::Result<Journal> readJournal(const QByteArray &bytes)
{
    return base::json::read(bytes, readRoot);
}

} // namespace slipway::pipelines
