#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QFuture>
#include <QString>

#include <optional>

namespace slipway::checkout {

/// SHA-256 of a file's bytes: how its content is recognised.
QByteArray contentHash(const QByteArray &bytes);

/// A file to write, and what it is to replace.
struct Save {
    /// Absolute. A link is followed, unless it leaves `root`.
    QString file;
    QByteArray bytes;
    /// The contentHash that the disk is believed to have; nothing: there is no such file yet.
    std::optional<QByteArray> expected;
    /// The clone's folder; empty allows any place.
    QString root = {};
};

/// Writes the file whole or not at all, keeping its mode; missing folders below `root` are made. Errors: conflict (the
/// disk holds something else than expected: somebody changed, removed or made it), invalidInput (outside of `root`, or
/// no file), internal (the folder is gone or read-only, the disk is full), each with what to do. Any thread; waits for
/// the disk.
base::Done saveAtomically(const Save &save);

/// The same on a worker thread.
QFuture<base::Done> saveInBackground(Save save);

} // namespace slipway::checkout
