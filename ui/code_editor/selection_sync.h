#pragma once

#include "editing/open_file.h"

#include <QPointer>

namespace slipway::code_editor {

class TextArea;
class TextSync;

/// The cursor's place is the selection of all views, and the selection's place is in sight. Whoever has the keyboard
/// keeps it.
class SelectionSync final : public QObject
{
    Q_OBJECT

public:
    SelectionSync(TextArea &area, TextSync &sync);
    void setFile(editing::OpenFile *file);

private:
    void tell();
    void follow();

    TextArea &m_area;
    TextSync &m_sync;
    QPointer<editing::OpenFile> m_file;
    bool m_isBusy = false;
    /// The cursor has moved while the document was behind the text.
    bool m_isBehind = false;
};

} // namespace slipway::code_editor
