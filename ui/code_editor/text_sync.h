#pragma once

#include "code_editor/text_map.h"
#include "workflow/history.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <vector>

class QPlainTextEdit;

namespace slipway::code_editor {

/// Keeps a text pane and a file's history the same: what is typed becomes patches, what changes elsewhere changes the
/// text there and nowhere else, so that cursor, scroll place and folded lines stay.
///
/// Reading a large file anew takes longer than a frame while it is broken. There a letter is painted first and the
/// document follows at once after that, or earlier when anything else wants to act on the file. GUI thread.
class TextSync final : public QObject
{
    Q_OBJECT

public:
    explicit TextSync(QPlainTextEdit &pane);
    ~TextSync() override;

    /// Null leaves an empty text. The history outlives this, or is set to null before.
    void setHistory(workflow::History *history);

    /// Bytes and places of what the pane shows, letters that the document waits for included.
    const TextMap &map() const { return m_map; }
    /// The document has everything that was typed.
    bool isCurrent() const { return !m_pending; }
    /// Makes it so, now.
    void flush();
    /// The text is being changed from elsewhere: the cursor moves without a person.
    bool isApplying() const { return m_isApplying; }
    /// To be called when the pane has painted itself.
    void painted();

    /// One undo step: replacements of the text, by rising position and without overlap.
    void edit(const std::vector<TextEdit> &edits, const QString &name);

    /// The same for bytes of the document that has everything.
    void apply(const yaml::Patches &patches, const QString &name);
    /// Where the last change from elsewhere ended in the text.
    int lastShown() const { return m_lastShown; }

    /// Files below this many bytes are read anew with each letter.
    static constexpr qsizetype largestAtOnce = 24 * 1024;

Q_SIGNALS:
    /// The document has taken what was typed, or a change from elsewhere was shown.
    void settled();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void contentsChanged(int position, int removed, int added);
    void take(const yaml::Patch &patch);
    void documentChanged(const yaml::Patches &patches);
    void show(const yaml::Patches &patches);
    void setWaiting(bool isWaiting);

    QPlainTextEdit &m_pane;
    workflow::History *m_history = nullptr;
    TextMap m_map;
    /// Typed, and not yet in the document.
    std::optional<yaml::Patch> m_pending;
    QTimer m_later;
    int m_lastShown = 0;
    bool m_isApplying = false;
    bool m_isOwn = false;
    /// The document took longer than a frame to follow the last time.
    bool m_isSlow = false;
};

} // namespace slipway::code_editor
