#pragma once

#include "e2e_stage/window_hand.h"

#include <QPlainTextEdit>

namespace slipway::e2e {

/// What a person does on the Pipelines page, by keys and clicks, and what they read there.
class PipelinesHand : public WindowHand
{
public:
    using WindowHand::WindowHand;

    /// Alt+2, and waits for the first workflow in the editor. False when it takes too long, as everywhere here.
    bool openPage();
    /// Clicks the workflow of this name in the list and waits for its text.
    bool choose(const QString &name);
    /// The pane with the open file's text.
    QPlainTextEdit *source() const;
    QByteArray text() const;
    /// Selects the only place with these words in the source and types others over them.
    bool replace(const QString &before, const QString &after);
    /// What stands beside the file's name: "1 unsaved change".
    QString changedWords() const;

private:
    QModelIndex entry(const QString &name) const;
};

} // namespace slipway::e2e
