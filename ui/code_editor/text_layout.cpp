#include "code_editor/text_layout.h"

namespace slipway::code_editor {

void TextLayout::setRoom(const QTextBlock &block, qreal height)
{
    if (block == m_block && height == m_room)
        return;
    m_block = block;
    m_room = height;
    linesChanged();
}

void TextLayout::linesChanged()
{
    requestUpdate();
    emit documentSizeChanged(documentSize());
}

QRectF TextLayout::blockBoundingRect(const QTextBlock &block) const
{
    QRectF rect = QPlainTextDocumentLayout::blockBoundingRect(block);
    if (m_room > 0 && block == m_block && block.isVisible())
        rect.adjust(0, 0, 0, m_room);
    return rect;
}

} // namespace slipway::code_editor
