#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "releases/release.h"

#include <QCoro/QCoroTask>
#include <QObject>

#include <memory>
#include <stop_token>

namespace slipway::fly {
class Client;
}
namespace slipway::github {
class Client;
}
namespace slipway::refresh {
class Engine;
}
namespace slipway::sentry {
class Client;
}
namespace slipway::store {
class Store;
}
namespace slipway::vercel {
class Client;
}
namespace slipway::workspace {
struct Workspace;
}

namespace slipway::releases {

struct Commit {
    QString sha;
    QString title;
    QString author;
    QDateTime at;
    bool isMerge = false;
    bool isBot = false;
    bool operator==(const Commit &) const = default;
};

struct FileChange {
    QString path;
    int added = 0;
    int removed = 0;
    /// Unified diff of the file; empty where GitHub gives none (binary, too large).
    QString patch;
    bool operator==(const FileChange &) const = default;
};

struct Check {
    QString name;
    base::Status status = base::Status::Unknown;
    /// "412 tests, 4:48".
    QString detail;
    QUrl page;
    bool operator==(const Check &) const = default;
};

/// What lies between two commits.
struct Span {
    QString baseSha;
    QString headSha;
    qint64 ahead = 0;
    qint64 behind = 0;
    QList<Commit> commits;
    QList<FileChange> files;
    QList<qint64> pulls;
    /// Names of migration files that it adds: "0042_add_biomarker_batches".
    QStringList migrations;
    /// GitHub listed the first 250 commits or 300 files only.
    bool isCut = false;
    QUrl page;
    bool operator==(const Span &) const = default;
};

/// Before and after of one measure; absent where there is no data.
struct Delta {
    /// "Errors per min", "p95 latency", "Users affected", "Crash-free".
    QString name;
    /// "/min", "ms", "", "%".
    QString unit;
    std::optional<double> before;
    std::optional<double> after;
    /// More of it is worse.
    bool isCost = true;
    bool operator==(const Delta &) const = default;
};

struct SentryIssue {
    QString title;
    qint64 events = 0;
    QUrl page;
    bool operator==(const SentryIssue &) const = default;
};

struct MachineState {
    QString id;
    QString region;
    /// "started".
    QString state;
    QString version;
    base::Status health = base::Status::Unknown;
    QString words;
    bool operator==(const MachineState &) const = default;
};

/// All about one release; each part arrives on its own and says how fresh it is.
struct Details {
    Release release;
    /// The release before it in its lane; absent for the first.
    std::optional<Release> previous;
    std::optional<Span> span;
    QList<Check> checks;
    std::optional<QString> reviewedBy;
    QList<Mark> migrations;
    QList<Delta> sentry;
    QList<SentryIssue> issues;
    QList<MachineState> machines;
    /// By part: "span", "checks", "migrations", "sentry", "machines".
    QMap<QString, base::Freshness> freshness;
    bool operator==(const Details &) const = default;
};

struct Comparison;
struct Waiting;
struct TagDraft;

/// Whom to ask. Null: nobody is signed in there.
struct Clients {
    std::shared_ptr<const github::Client> github;
    std::shared_ptr<const fly::Client> fly;
    std::shared_ptr<const vercel::Client> vercel;
    std::shared_ptr<const sentry::Client> sentry;
};

/// The releases of a workspace: asked through the refresh engine, joined on a worker, kept in the store.
///
/// GUI thread; nothing blocks. A provider that fails leaves its lanes stale and says so.
class Releases final : public QObject
{
    Q_OBJECT

public:
    struct Setup {
        std::shared_ptr<const workspace::Workspace> workspace;
        QString workspaceKey;
        std::shared_ptr<base::Clock> clock;
        /// Null: nothing is kept.
        std::shared_ptr<store::Store> store;
    };

    explicit Releases(Setup setup, QObject *parent = nullptr);
    ~Releases() override;

    void setClients(Clients clients);
    /// Once; `engine` may outlive this object, and not the other way round.
    void addSources(refresh::Engine &engine);

    /// Never null.
    std::shared_ptr<const History> history() const;
    const Release *release(const QString &id) const;
    /// What is live in a lane; null when nothing is known.
    const Release *live(const QString &app, const QString &environment) const;
    /// Newest first, those that could serve again.
    QList<Release> candidates(const QString &app, const QString &environment) const;

    /// Asks what is not known yet, and answers whole; parts that failed say so in `freshness`.
    QCoro::Task<base::Result<Details>> details(QString releaseId, std::stop_token stop);
    QCoro::Task<base::Result<Span>> span(QString baseSha, QString headSha, std::stop_token stop);
    /// How two releases differ; parts that nobody could tell say so in its `freshness`. See compare.h.
    QCoro::Task<base::Result<Comparison>> compare(QString idA, QString idB, std::stop_token stop);
    /// What is merged and not live in a lane. See waiting.h.
    QCoro::Task<base::Result<Waiting>> waiting(QString app, QString environment, std::stop_token stop);
    /// A draft of the tag and notes for what runs, or shall run, as `releaseId`. See notes.h.
    QCoro::Task<base::Result<TagDraft>> draftTag(QString releaseId, std::stop_token stop);
    /// The commits that each of these releases brought, for dora.h; those that cannot be had are left out.
    QCoro::Task<QMap<QString, QList<Commit>>> commitsOf(QStringList releaseIds, std::stop_token stop);
    /// Reads what happened before what is known, from the store and the providers' further pages. `changed` follows.
    QCoro::Task<base::Done> loadBefore(QDateTime before, std::stop_token stop);
    /// Written by operations and the watch; kept in the store, and joined to the release.
    void setVerdict(const QString &releaseId, Verdict verdict, const QString &words);
    void setOperation(const QString &releaseId, const QString &operationId, Act act, const QString &from);

    /// Reads what the store knows, and shows it as stale. Once, at start.
    void restore();

Q_SIGNALS:
    void changed();
    /// What was to be kept could not be: for the log, nothing is lost on the page.
    void keepingFailed(const slipway::base::Error &error);

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::releases
