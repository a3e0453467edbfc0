#pragma once

#include "rollout/fly_scene.h"

/// The lines that an operation writes into an app's history at Fly.io. Source: delivery-semantics A6, A7.
namespace slipway::rollout {

/// What a record stands for; an operation has one of each at most.
enum class FlyRecord {
    Release,   ///< what the operation rolls out
    TakenBack, ///< the image of before, put back on machines
};

/// The operation's own record, found by its launch id; nothing when there is none.
std::optional<fly::Release> ownRecord(const QList<fly::Release> &records, const FlyScene &scene, const Context &context,
                                      FlyRecord which);
/// Complete, failed or interrupted.
bool isClosed(const fly::Release &record);

/// A record that is under way, and the exchanges that it took.
struct OpenedRecord {
    fly::Release record;
    QStringList requestIds;
};
/// Makes the record unless it is there, and says that it runs. Repeatable. Errors: those of the client.
QCoro::Task<base::Result<OpenedRecord>> openRecord(FlyScene scene, Context context, FlyRecord which, QString image);
/// The record of what is put back, opened before the first machine gets its image back. Errors: those of the client.
QCoro::Task<base::Result<FlyMark>> openTakingBack(FlyScene scene, Context context, QString image);

/// What the history says of the record that the operation opened for its release; nothing when it opened none, or it
/// is too old. Errors: those of the client.
QCoro::Task<base::Result<std::optional<fly::Release>>> openedRecord(FlyScene scene, Context context);
/// Closes what the operation opened: how its normal steps ended, and whether the image of before runs again. Once.
/// Errors: those of the client.
QCoro::Task<base::Result<Finding>> inspectRecords(FlyScene scene, Context context);
QCoro::Task<base::Result<Outcome>> closeRecords(FlyScene scene, Context context);

} // namespace slipway::rollout
