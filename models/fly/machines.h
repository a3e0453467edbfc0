#pragma once

#include "base/json.h"
#include "base/status.h"
#include "base/word.h"

#include <QMap>

#include <optional>

namespace slipway::fly {

/// The image that a machine runs.
struct ImageRef {
    QString registry;
    QString repository;
    QString tag;
    /// "sha256:…"
    QString digest;
    /// What the build wrote on it, such as GH_SHA.
    QMap<QString, QString> labels;

    /// "registry/repository:tag@digest", without the parts it does not have.
    QString text() const;
    bool operator==(const ImageRef &) const = default;
};

/// A health check of one machine.
struct Check {
    enum class State { Unknown, Passing, Warning, Critical };

    QString name;
    base::Word<State> state;
    QString output;
    std::optional<QDateTime> updatedAt;

    base::Status status() const;
    bool operator==(const Check &) const = default;
};

/// Something that happened to a machine.
struct MachineEvent {
    QString id;
    /// "launch", "start", "exit", "update", …
    QString type;
    QString status;
    QString source;
    QDateTime at;
    /// Of an exit event only.
    std::optional<qint64> exitCode;
    bool wasOutOfMemory = false;
    bool wasRequested = false;
    /// Fly.io starts it again by itself, and how often it has.
    bool isRestarting = false;
    qint64 restarts = 0;
    bool operator==(const MachineEvent &) const = default;
};

struct Machine {
    enum class State {
        Unknown,
        Created,
        Started,
        Stopped,
        Suspended,
        Failed,
        Starting,
        Stopping,
        Restarting,
        Suspending,
        Updating,
        Replacing,
        Destroying,
        Creating,
        LaunchFailed,
        Destroyed,
        Replaced,
        Migrated,
    };
    enum class Host { Unknown, Ok, Unreachable };

    QString id;
    QString name;
    base::Word<State> state;
    QString region;
    /// The machine's version: changes with every update.
    QString instanceId;
    ImageRef image;
    /// Those that count: without the ones that flyctl makes for its own use. Empty on a new machine: unknown, not
    /// passing.
    QList<Check> checks;
    QList<MachineEvent> events;
    QDateTime createdAt;
    QDateTime updatedAt;
    base::Word<Host> host;
    /// Out of the proxy: gets no traffic.
    bool isCordoned = false;
    /// config.metadata; empty when the host is not reachable.
    QMap<QString, QString> metadata;
    /// The whole `config` as it came, which an update must send back; empty when the host is not reachable.
    QJsonObject config;
    /// Of a machine that was born leased, in the answer to its creation; never shown.
    QString nonce;

    QString processGroup() const { return metadata.value(QStringLiteral("fly_process_group")); }
    QString releaseId() const { return metadata.value(QStringLiteral("fly_release_id")); }
    /// 0 when the machine belongs to no release.
    qint64 releaseVersion() const { return metadata.value(QStringLiteral("fly_release_version")).toLongLong(); }
    /// The commit that the build wrote on the image (label GH_SHA); empty when it wrote none.
    QString commit() const { return image.labels.value(QStringLiteral("GH_SHA")); }
    base::Status status() const;
    bool operator==(const Machine &) const = default;
};

/// A machine in the list of an organisation's: what tells whether it changed. Checks, image and config are not told
/// there.
struct MachineBrief {
    QString id;
    QString app;
    QString state;
    QString instanceId;
    QString updatedAt;
    bool operator==(const MachineBrief &) const = default;
};

/// A page of that list.
struct MachinePage {
    QList<MachineBrief> machines;
    /// Empty on the last page.
    QString nextCursor;
};

/// What a machine ran at an earlier version.
struct MachineVersion {
    QString version;
    QString image;
    /// Whole, as it was.
    QJsonObject config;
    bool operator==(const MachineVersion &) const = default;
};

/// An answer that is nothing but texts by name, as a machine's metadata.
QMap<QString, QString> readTexts(const base::json::Object &object);
Machine readMachine(const base::json::Object &object);
MachinePage readMachinePage(const base::json::Object &object);
MachineEvent readMachineEvent(const base::json::Object &object);
MachineVersion readMachineVersion(const base::json::Object &object);

} // namespace slipway::fly
