#pragma once

#include "operations/journal.h"

/// The journal's lines and states as bytes and words. Words are in stores: they are added to, never changed.
namespace slipway::operations {

QString actWord(Act act);
QString stateWord(OperationState state);

QByteArray payloadOf(const Entry &entry);
/// Act::Unreadable for a word that nobody knows or a payload that is no JSON.
Entry entryOf(qint64 number, const QDateTime &at, const QString &stepId, const QString &act, const QByteArray &payload);

/// State, what to do next, remedies, and the reasons that a person gave.
QByteArray standingBytes(const Standing &standing);
/// Whether it could be read; if not, the operation is parked.
bool takeStanding(Operation &operation, const QString &state, const QByteArray &bytes);

} // namespace slipway::operations
