#pragma once

#include "base/result.h"
#include "workflow/document.h"

#include <QObject>
#include <QUndoStack>

namespace slipway::workflow {

/// The one stack of changes to a file, for text pane and graph alike. GUI thread only.
class History : public QObject
{
    Q_OBJECT

public:
    explicit History(Document document, QObject *parent = nullptr);

    const Document &document() const { return m_document; }
    /// For actions that show and step through what was done.
    QUndoStack &stack() { return m_stack; }

    /// How a change joins the one before it. Typing: goes on in one step while it touches the same place.
    enum class Merge { Never, Typing };

    /// `name` says what it does, in the imperative: "Rename job". Patches that change nothing leave no step.
    /// Error: internal when the patches do not fit the document.
    base::Done apply(const yaml::Patches &patches, const QString &name, Merge merge = Merge::Never);
    /// The file has changed on the disk: no step, and the steps before are gone.
    void reset(const Document &document);

signals:
    /// The document is another one; `patches` lead from the one before to it.
    void changed(const slipway::yaml::Patches &patches);

private:
    friend class TextChange;
    void take(const yaml::Patches &patches);

    Document m_document;
    QUndoStack m_stack;
};

} // namespace slipway::workflow
