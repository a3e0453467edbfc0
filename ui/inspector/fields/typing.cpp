#include "inspector/fields/typing.h"

#include "inspector/fields/desk.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextDocument>

namespace slipway::inspector {

namespace {

constexpr base::milliseconds pause{700};

bool isUndo(const QKeyEvent &event)
{
    return event.matches(QKeySequence::Undo) || event.matches(QKeySequence::Redo);
}

} // namespace

Typing::Typing(Desk &desk, QLineEdit &edit, Write write, When when)
    : QObject(&edit)
    , m_desk(desk)
    , m_write(std::move(write))
    , m_when(when)
    , m_read([&edit] { return edit.text(); })
    , m_show([&edit](const QString &text) {
        const int cursor = edit.cursorPosition();
        edit.setText(text);
        edit.setCursorPosition(edit.hasFocus() ? cursor : 0);
    })
    , m_isSingleLine(true)
{
    connect(&edit, &QLineEdit::textChanged, this, &Typing::touch);
    start(edit);
}

Typing::Typing(Desk &desk, QPlainTextEdit &edit, Write write)
    : QObject(&edit)
    , m_desk(desk)
    , m_write(std::move(write))
    , m_when(When::Pause)
    , m_read([&edit] { return textOf(edit); })
    , m_show([&edit](const QString &text) { edit.setPlainText(text); })
    , m_isSingleLine(false)
{
    connect(&edit, &QPlainTextEdit::textChanged, this, &Typing::touch);
    start(edit);
}

void Typing::start(QWidget &edit)
{
    edit.installEventFilter(this);
    m_desk.add(this);
}

void Typing::setText(const QString &text)
{
    m_document = text;
    if (m_isPending || m_read() == text)
        return;
    m_isShowing = true;
    m_show(text);
    m_isShowing = false;
}

void Typing::touch()
{
    if (!m_isShowing) {
        m_isPending = m_read() != m_document;
        m_pause.reset();
        if (m_isPending && m_when == When::Pause)
            m_pause = m_desk.clock().alarm(pause, [this] { commit(); });
    }
    emit edited();
}

void Typing::commit()
{
    m_pause.reset();
    if (!m_isPending)
        return;
    m_isPending = false;
    const QPointer<Typing> self(this);
    const base::Done done = m_write(*this);
    if (self)
        emit answered(done ? QString() : base::sentence(done.error()));
}

bool Typing::takesKey(int key, Qt::KeyboardModifiers modifiers)
{
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (isEnter && (m_isSingleLine || modifiers.testFlag(Qt::ControlModifier))) {
        commit();
        return true;
    }
    if (key == Qt::Key_Escape && m_isPending) {
        m_isPending = false;
        m_pause.reset();
        setText(m_document);
        emit answered({});
        return true;
    }
    return false;
}

bool Typing::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason) {
        commit();
        m_desk.endTyping(*this);
        return false;
    }
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (!isOverride && event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto &key = *static_cast<QKeyEvent *>(event);
    // With nothing to take back here, undo is the document's.
    if (isUndo(key) && !m_isPending) {
        event->ignore();
        return true;
    }
    if (isOverride && key.key() == Qt::Key_Escape && m_isPending)
        event->accept();
    return !isOverride && takesKey(key.key(), key.modifiers());
}

QString textOf(const QPlainTextEdit &edit)
{
    return edit.document()->toRawText().replace(QChar::ParagraphSeparator, u'\n');
}

} // namespace slipway::inspector
