#include "code_editor/selection_sync.h"

#include "code_editor/text_area.h"
#include "code_editor/text_sync.h"

#include <QScopedValueRollback>

namespace slipway::code_editor {

SelectionSync::SelectionSync(TextArea &area, TextSync &sync)
    : QObject(&area)
    , m_area(area)
    , m_sync(sync)
{
    connect(&area, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        if (m_sync.isApplying() || m_isBusy)
            return;
        m_isBehind = true;
        if (m_sync.isCurrent())
            tell();
    });
    connect(&sync, &TextSync::settled, this, &SelectionSync::tell);
}

void SelectionSync::setFile(editing::OpenFile *file)
{
    if (m_file)
        disconnect(&m_file->selection(), nullptr, this, nullptr);
    m_file = file;
    m_isBehind = false;
    if (!file)
        return;
    connect(&file->selection(), &editing::Selection::changed, this, &SelectionSync::follow);
    follow();
}

void SelectionSync::tell()
{
    // What moved the cursor in a pane that nobody types in is no choice of a person.
    if (!m_file || !m_isBehind || !m_area.hasFocus())
        return;
    m_isBehind = false;
    const quint32 offset = m_sync.map().offsetOf(m_area.textCursor().position());
    const editing::Place place = editing::placeAt(m_file->document(), offset);
    if (place == m_file->selection().current())
        return;
    const QScopedValueRollback busy(m_isBusy, true);
    m_file->selection().set(place);
}

void SelectionSync::follow()
{
    if (m_isBusy || !m_file)
        return;
    const editing::Place &place = m_file->selection().current();
    if (place == editing::Place::file() || !editing::holds(m_file->document(), place))
        return;
    const yaml::Range range = editing::rangeOf(m_file->document(), place);
    const quint32 offset = m_sync.map().offsetOf(m_area.textCursor().position());
    if (range.begin <= offset && offset <= range.end && editing::placeAt(m_file->document(), offset) == place)
        return;
    const QScopedValueRollback busy(m_isBusy, true);
    const auto begin = static_cast<int>(m_sync.map().positionOf(range.begin));
    m_area.reveal({begin, begin}, false);
}

} // namespace slipway::code_editor
