#pragma once

#include <QStringList>

/// What the files of this folder share to make sentences.
namespace slipway::approvals {

QString tr(const char *text);
/// `one` for 1, else `many` with the number in place of %1.
QString counted(qint64 number, const char *one, const char *many);
/// "Mina Okafor", "Mina Okafor or Aiko Tanaka", "A, B or C".
QString anyOf(const QStringList &names);
/// "#1289".
QString numbered(qint64 number);

} // namespace slipway::approvals
