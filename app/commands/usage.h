#pragma once

#include "base/result.h"

#include <QStringList>

namespace slipway::commands {

/// What the command line asks of the program.
struct Usage {
    enum class Command { Window, Tour, Check, Edit, Layout, Sandbox, Help, Version };
    Command command = Command::Window;
    /// For Check, Edit, Layout, Sandbox: all that follows the word.
    QStringList rest;
    /// For Tour: where the pictures go.
    QString folder;
    /// For Window: the workspace's file or folder; empty opens the demo, or what was open last.
    QString workspace;
    /// For Window and Tour: the scenario of the demo; empty when a workspace is opened.
    QString demo;
    /// For Window: a SQLite file or postgresql://…; empty takes the usual place.
    QString store;
};

/// Reads the words after the program's name. Error: invalidInput, with what was not understood.
base::Result<Usage> readUsage(const QStringList &words);

/// What `slipway --help` prints.
QString usageText();

} // namespace slipway::commands
