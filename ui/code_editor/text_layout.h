#pragma once

#include <QPlainTextDocumentLayout>
#include <QTextBlock>

namespace slipway::code_editor {

/// The layout of a plain text with room below one of its lines, for what stands between that line and the next.
class TextLayout final : public QPlainTextDocumentLayout
{
    Q_OBJECT

public:
    using QPlainTextDocumentLayout::QPlainTextDocumentLayout;

    /// Logical pixels; 0 takes the room away.
    void setRoom(const QTextBlock &block, qreal height);
    /// Lines were hidden or shown.
    void linesChanged();

    QRectF blockBoundingRect(const QTextBlock &block) const override;

private:
    QTextBlock m_block;
    qreal m_room = 0;
};

} // namespace slipway::code_editor
