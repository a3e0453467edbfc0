#pragma once

#include "editing/open_file.h"

#include <QFutureWatcher>
#include <QPointer>

#include <vector>

namespace slipway::textdiff {
struct Hunk;
}

namespace slipway::code_editor {

class TextArea;
class TextSync;

/// Lines that differ from the repository's version: marked in the margin, and taken back one change at a time. Lines
/// are compared on a worker. A new file has no marks.
class ChangeMarks final : public QObject
{
    Q_OBJECT

public:
    ChangeMarks(TextArea &area, TextSync &sync);
    ~ChangeMarks() override;

    void setFile(editing::OpenFile *file);

    /// What the repository has in the place of the change at a line; empty when the change added lines.
    QByteArray oldText(int line) const;
    /// Takes back the change at a line.
    void restore(int line);
    void step(bool forward);

private:
    struct Change;
    const Change *changeAt(int line) const;
    void compare();
    void arrived();

    TextArea &m_area;
    TextSync &m_sync;
    QPointer<editing::OpenFile> m_file;
    QFutureWatcher<std::vector<Change>> m_watcher;
    std::vector<Change> m_changes;
    /// What is compared, and what came of it.
    QByteArray m_compared;
    bool m_isStale = false;
};

/// Lines of the text now, and the bytes that were there.
struct ChangeMarks::Change {
    int begin = 0;
    int end = 0;
    QByteArray before;
};

} // namespace slipway::code_editor
