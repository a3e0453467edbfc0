#pragma once

#include "checkout/watched_file.h"
#include "desk/desk.h"
#include "desk/opening.h"
#include "desk/proposals.h"
#include "desk/repository_documents.h"
#include "pipelines/action_cache.h"
#include "pipelines/catalogue.h"
#include "pipelines/names.h"

#include <map>

namespace slipway::desk {

/// An open file, and what it is tied to.
struct Entry {
    std::unique_ptr<editing::OpenFile> file;
    std::unique_ptr<checkout::WatchedFile> watched;
    /// The folder of the clone that it is saved into; empty: it lives at GitHub.
    QString root = {};
    /// The commit that was last compared with it.
    QString comparedWith = {};
    /// What was asked of the person and is not answered yet.
    std::optional<OutsideChange> asked = std::nullopt;
};

struct Desk::Private {
    Private(Desk &desk, Setup given);

    Desk &facade;
    Setup setup;
    std::shared_ptr<const github::Client> client;
    std::optional<checkout::Clone> clone;
    pipelines::WorkflowCatalogue catalogue;
    pipelines::Names names;
    pipelines::ActionCache actions;
    RepositoryDocuments others;
    std::map<QString, Entry> entries;
    /// Tickets of files that are being opened: an answer with an older one is not wanted any more.
    QMap<QString, int> opening;
    int ticket = 0;
    /// Asked for while nobody was signed in, or before it was known who is.
    QSet<QString> waiting;
    bool isSignInKnown = false;
    /// What an earlier run left, by path, until its file is open.
    QMap<QString, editing::Recovered> left;
    /// Of those: under way, and open again.
    QSet<QString> recovering;
    QStringList recovered;
    editing::Recovery recovery;
    Proposals proposals;
    bool wasFailing = false;
    std::stop_source stop;

    const workspace::Workspace &workspace() const { return *setup.workspace; }
    github::RepositoryName repository() const;
    Entry *find(const QString &path);
    bool isElsewhere(const Entry &entry) const;
    void tell(const QString &words, const QString &remedy = {});
    void fail(const QString &path, const base::Error &error);

    void readJournals();
    void openLeft();
    void reopen();
    void open(const QString &path);
    void openInClone(const checkout::Clone &from, const QString &path);
    void openAtGitHub(const QString &path, const QString &commit);
    bool isWanted(const QString &path, int its);
    void failToOpen(const QString &path, const base::Error &error);
    void openLeftAlone(const editing::Recovered &what);
    void noteRecovered(const QString &path, bool isOpen);
    void take(const Found &found, const QString &root);
    editing::OpenFile *add(editing::OpenFile::Setup what, const QString &root);
    void close(const QString &path);
    void tellNames(editing::OpenFile &file) const;

    void follow();
    void compare(const QString &path, Entry &entry);
    void takeNewer(const QString &path, const pipelines::OpenedFile &now);
    void takeRemoval(const QString &path);
    void takeMerged(const pipelines::Moved &moved, bool isUpdate);
    void compareWithClone(const QString &path, const Entry &entry);

    void watch(Entry &entry, const std::optional<QByteArray> &disk);
    void toldOutside(const QString &path, const std::optional<QByteArray> &bytes);
    void ask(Entry &entry, const std::optional<QByteArray> &bytes);
    void takeSaved(const QString &path, const QByteArray &bytes);
    void takeNotSaved(const QString &path, const base::Error &error);
};

} // namespace slipway::desk
