#include "canvas/tools/rename_editor.h"

#include <algorithm>

namespace slipway::canvas {

namespace {

constexpr qsizetype longestName = 32'767;

} // namespace

RenameEditor::RenameEditor(Board &board)
    : QLineEdit(&board.viewport())
    , m_board(board)
{
    setAccessibleName(Canvas::tr("Name"));
    hide();
}

bool RenameEditor::start(const Spot &spot)
{
    if (!m_board.abilities.nameToEdit || m_board.isFrozen() || !m_board.rectOf(spot))
        return false;
    const std::optional<QString> name = m_board.abilities.nameToEdit(spot);
    if (!name)
        return false;
    m_spot = spot;
    m_before = name->left(longestName);
    m_board.reveal(*m_board.rectOf(spot));
    setText(m_before);
    show();
    follow();
    selectAll();
    setFocus(Qt::OtherFocusReason);
    return true;
}

void RenameEditor::follow()
{
    if (isHidden())
        return;
    const auto rect = m_board.rectOf(m_spot);
    if (!rect) {
        stop();
        return;
    }
    QRectF place = *rect;
    const int node = m_board.scene.indexOf(m_spot.card);
    if (m_spot.row < 0 && m_board.scene.card(node).kind != CardKind::Gate)
        place.setHeight(headHeight(m_board.scene.card(node), m_board.scene.measures()));
    QRect box = m_board.view.toView(place).toAlignedRect().adjusted(4, 0, -4, 0);
    // The icon stays in sight.
    if (m_board.scene.card(node).kind != CardKind::Gate)
        box.setLeft(box.left() + qRound(22 * m_board.scene.measures().scale * m_board.view.zoom));
    const int height = sizeHint().height();
    box = QRect(box.left(), box.center().y() - height / 2, std::max(box.width(), 160), height);
    setGeometry(box);
}

void RenameEditor::stop()
{
    if (isHidden())
        return;
    const bool hadFocus = hasFocus();
    m_spot = {};
    hide();
    if (hadFocus)
        m_board.canvas.setFocus(Qt::OtherFocusReason);
}

void RenameEditor::commit()
{
    if (isHidden())
        return;
    const Spot spot = m_spot;
    const QString name = text().trimmed();
    const bool isChanged = name != m_before;
    stop();
    if (isChanged)
        Q_EMIT m_board.canvas.renameRequested(spot, name);
}

void RenameEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        commit();
    else if (event->key() == Qt::Key_Escape)
        stop();
    else
        QLineEdit::keyPressEvent(event);
}

void RenameEditor::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        commit();
}

} // namespace slipway::canvas
