#pragma once

#include "fly/machines.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

/// What a plan for an app on Fly.io is computed from: facts of one moment, as values. Any thread.
namespace slipway::rollout {

/// A machine that a deploy touches. Source: delivery-semantics A1.
struct FlyMachine {
    QString id;
    QString region;
    /// At which version it was when the plan was made.
    QString instanceId;
    QString group;
    /// Runs, or should: started, starting, failed. Others get the new version and stay off.
    bool isWarm = true;
    bool hasVolume = false;
    bool hasChecks = false;
    /// As its config names it.
    QString image;
    QString digest;
    QString releaseId;
    QString releaseVersion;
    bool operator==(const FlyMachine &) const = default;
};

struct FlyFacts {
    /// Name at Fly.io.
    QString app;
    /// The workspace's id, and where it runs.
    QString appId;
    QString environment;
    /// The act as Wish has it: "rollback", "deploy", "redeploy", "promote".
    QString act;
    QList<FlyMachine> machines;
    /// Machines of the app that are left alone, with why, a sentence each.
    QStringList leftAlone;
    /// What shall run.
    QString image;
    QString digest;
    QString fromVersion;
    QString toVersion;
    QString fromRelease;
    QString toRelease;
    QString toSha;
    qint64 nextVersion = 0;
    /// Empty: the app has none.
    QString releaseCommand;
    /// Names of the migrations that lie between.
    QStringList migrations;
    /// GitHub could not tell what lies between: migrations may.
    bool isSpanUnknown = false;
    QStringList changedSecrets;
    /// Fly.io did not tell which secrets there are.
    bool areSecretsUnknown = false;
    /// Until when production is frozen and what is let through; empty: it is not.
    QString freezeWords;
    bool isProduction = false;
    /// What shall run is a hot-fix.
    bool isHotfix = false;
    bool isImageGone = false;
    /// Empty: Sentry is not told.
    QString sentryOrganization;
    QString sentryVersion;
    QString slackChannel;
    int watchMinutes = 15;

    QStringList regions() const;
    /// Those of one group, warm or cold, in the order in which they are updated.
    QList<FlyMachine> set(const QString &group, bool isWarm) const;
    QStringList groups() const;
    bool operator==(const FlyFacts &) const = default;
};

QJsonObject toJson(const FlyFacts &facts);
FlyFacts flyFactsOf(const QJsonObject &json);

/// Whether a deploy touches the machine. Source: delivery-semantics A1.
bool isTouched(const fly::Machine &machine);
FlyMachine factsOf(const fly::Machine &machine);
/// "v42" or the tag of an image that belongs to no release that is known.
QString tagOf(const QString &image);
/// "sha256:…" of "registry/name:tag@sha256:…"; empty without one.
QString digestOf(const QString &image);

} // namespace slipway::rollout
