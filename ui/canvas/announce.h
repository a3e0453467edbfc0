#pragma once

#include <QString>

class QObject;

namespace slipway::canvas {

/// Has a screen reader say `words` once, when it has said what it is saying.
void announce(QObject &source, const QString &words);

} // namespace slipway::canvas
