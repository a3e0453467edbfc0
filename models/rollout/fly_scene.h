#pragma once

#include "fly/client.h"
#include "operations/step.h"
#include "rollout/fly_board.h"
#include "rollout/fly_leases.h"

#include <QCoreApplication>

/// What the steps of one operation share about one app.
namespace slipway::rollout {

using operations::Context;
using operations::Finding;
using operations::Outcome;
using FlyClient = std::shared_ptr<const fly::Client>;
template<typename T>
using Answer = operations::Step::Answer<T>;

/// The sentences that steps at Fly.io say.
struct FlyWords {
    Q_DECLARE_TR_FUNCTIONS(rollout::FlySteps)
};

struct FlyScene {
    FlyClient client;
    QString app;
    std::shared_ptr<FlyBoard> board;
    std::shared_ptr<FlyLeases> leases;
};

FlyScene sceneOf(const FlyClient &client, const Context &context);
/// A text of the running step's input; empty where it has none.
QString textOf(const Context &context, QLatin1StringView key);

/// The step that opens the app's release record; null where the plan has none.
const operations::StepSpec *openingOf(const Context &context);
/// The release record that this operation opened for the app; empty id: none yet.
struct FlyMark {
    QString id;
    QString version;
};
FlyMark markOf(const Context &context);

/// What makes a machine or a record recognisable as made by this operation, for this purpose.
QString launchIdOf(const Context &context, const QString &purpose);
/// Metadata key of it on machines.
QString launchKey();

/// `config` with another image, and with what a deploy writes on every machine. Everything else is kept.
QJsonObject released(QJsonObject config, const QString &image, const FlyMark &mark);
/// `config` with one member of its metadata set; an empty value takes it away.
QJsonObject withMetadata(QJsonObject config, const QString &key, const QString &value);
/// The newest machine of that launch id; nothing when there is none.
std::optional<fly::Machine> launched(const QList<fly::Machine> &machines, const QString &launchId);

/// Destroyed, or about to be.
bool isGone(const std::optional<fly::Machine> &machine);
/// Under its lease; one that is gone already is well. Gives the exchange's name.
QCoro::Task<base::Result<QString>> destroyMachine(FlyScene scene, QString machine, std::stop_token stop);

/// Which old machine a step of blue-green is about.
QString blueOf(const Context &context);
/// Metadata key of blue-green's tag, as flyctl writes it.
QString blueGreenKey();
/// Why a new machine is not taken away.
base::Error oldOneIsGone(const QString &blue);

/// The machine of `id` among them; nothing when there is none.
std::optional<fly::Machine> byId(const QList<fly::Machine> &machines, const QString &id);

/// Until the machine is started, has outlived the smoke test and all its checks pass; at most 5 minutes.
/// `instanceId`: at which version it must be; another one is a conflict. Gives the words of its checks.
/// Errors: those of the client; timeout; conflict; internal where it failed for good.
QCoro::Task<base::Result<QString>> awaitReady(FlyScene scene, QString machine, QString instanceId, Context context);

/// Makes a machine, and looks for it before each further try: at most three. Errors: those of the client.
QCoro::Task<base::Result<fly::Receipt<fly::Machine>>> launch(FlyScene scene, fly::Launch wish, QString launchId,
                                                             Context context);

/// A change that Fly.io refused, in words that say what it means here.
base::Error refused(base::Error error, const QString &machine);

} // namespace slipway::rollout
