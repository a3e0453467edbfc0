#pragma once

#include "sandbox/github/workflow_file.h"

#include <QHash>

namespace slipway::sandbox::github {

struct OutputLine {
    QString text;
    /// Seconds after the step began; below 0: in its turn.
    double at = -1;
};

/// What a step's command or action prints, from the texts in output/. In `facts` are the names that stand in braces
/// there. Nothing for what nobody wrote a text for.
QList<OutputLine> outputOf(const FileStep &step, bool fails, const QHash<QString, QString> &facts);

} // namespace slipway::sandbox::github
