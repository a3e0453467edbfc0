#pragma once

#include <QStringList>

namespace slipway::base {

/// How many letters must be added, dropped, changed or swapped with their neighbour to make one word of the other.
/// Upper and lower case are the same.
int editDistance(const QString &one, const QString &other);

/// The word that was probably meant: the nearest of `known`, when at most one letter in three is wrong; else empty.
QString nearest(const QString &word, const QStringList &known);

/// "Did you mean `workflow`?", or "Known here: `a`, `b`." when nothing is near; empty without known words.
QString suggest(const QString &word, const QStringList &known);

} // namespace slipway::base
