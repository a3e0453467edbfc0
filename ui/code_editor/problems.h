#pragma once

#include "code_editor/text_area.h"
#include "editing/open_file.h"

#include <QPointer>

class QMenu;

namespace slipway::code_editor {

class TextSync;

/// What silences a finding: a comment before its line, at its end, or for the whole file, whichever YAML reads as a
/// comment there. Pure.
yaml::Patches ignorePatches(const workflow::Document &document, const diagnostics::Finding &finding, bool inFile);

/// Findings in the text: underlined, stepped through, fixed and silenced.
class Problems final : public QObject
{
    Q_OBJECT

public:
    Problems(TextArea &area, TextSync &sync);

    void setFile(editing::OpenFile *file);

    /// Indices of the findings that touch the line, or the place when `exactly`; the worst first.
    std::vector<int> at(int position, bool exactly) const;
    /// Null when the findings are no longer the file's.
    const diagnostics::Finding *finding(int index) const;
    /// Messages of what is underlined at a place, a line each.
    QString wordsAt(int position) const;

    void fix(int index);
    void ignore(int index, bool inFile);
    /// To the next or previous one, around the end.
    void step(bool forward);
    /// Adds what can be done about the line's findings.
    void fillMenu(QMenu &menu, int position);

Q_SIGNALS:
    void changed();

private:
    void show();
    bool isFresh() const;

    TextArea &m_area;
    TextSync &m_sync;
    QPointer<editing::OpenFile> m_file;
};

} // namespace slipway::code_editor
