#include "code_editor/completion.h"

#include "code_editor/completion_popup.h"
#include "code_editor/text_area.h"
#include "code_editor/text_sync.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

constexpr int page = 8;

bool isWordUnit(QChar unit)
{
    return unit.isLetterOrNumber() || unit == u'_' || unit == u'-' || unit == u'.' || unit == u'/' || unit == u'@';
}

} // namespace

Completion::Completion(TextArea &area, TextSync &sync)
    : QObject(&area)
    , m_area(area)
    , m_sync(sync)
{
    area.installEventFilter(this);
    connect(&sync, &TextSync::settled, this, &Completion::goOn);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &Completion::arrived);
    connect(&area, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        if (isOpen() && !m_isTyping)
            close();
    });
    connect(&area, &TextArea::moved, this, [this] {
        if (isOpen() && !m_isTyping)
            close();
    });
}

Completion::~Completion()
{
    m_watcher.waitForFinished();
    delete m_popup;
}

void Completion::setFile(editing::OpenFile *file)
{
    close();
    m_file = file;
}

CompletionPopup &Completion::popup()
{
    // The window is not known before the pane stands in it.
    if (!m_popup || m_popup->parentWidget() != m_area.window()) {
        delete m_popup;
        m_popup = new CompletionPopup(*m_area.viewport());
        connect(m_popup, &CompletionPopup::chosen, this, &Completion::accept);
        connect(m_popup, &CompletionPopup::currentChanged, &m_area, [this](const QString &label) {
            QAccessibleAnnouncementEvent event(&m_area, label);
            QAccessible::updateAccessibility(&event);
        });
    }
    return *m_popup;
}

bool Completion::isOpen() const
{
    return m_popup && m_popup->isVisible();
}

void Completion::close()
{
    m_position = -1;
    if (m_popup)
        m_popup->hide();
}

void Completion::ask()
{
    m_sync.flush();
    if (!m_file || m_area.isReadOnly())
        return;
    m_position = m_area.textCursor().position();
    m_isOutdated = m_watcher.isRunning();
    if (m_isOutdated)
        return;
    const workflow::Document document = m_file->document();
    m_revision = document.revision();
    const quint32 offset = m_sync.map().offsetOf(m_position);
    m_watcher.setFuture(
        QtConcurrent::run([document, offset, names = m_file->names(), repository = m_file->repository()] {
            return workflow::complete(document, offset, names, repository.get());
        }));
}

void Completion::arrived()
{
    if (m_isOutdated && m_position == m_area.textCursor().position()) {
        ask();
        return;
    }
    m_isOutdated = false;
    const bool isStill = m_file && m_position == m_area.textCursor().position() && m_sync.isCurrent()
        && m_file->document().revision() == m_revision;
    if (!isStill)
        return;
    auto candidates = m_watcher.result();
    const auto begin =
        candidates.empty() ? m_position : static_cast<int>(m_sync.map().positionOf(candidates.front().replaced.begin));
    QTextCursor word = m_area.textCursor();
    word.setPosition(std::max(begin, word.block().position()));
    popup().offer(std::move(candidates), m_area.cursorRect(word));
}

bool Completion::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::FocusOut) {
        close();
    } else if (event->type() == QEvent::ShortcutOverride && isOpen()
               && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    } else if (event->type() == QEvent::KeyPress) {
        return press(static_cast<const QKeyEvent &>(*event));
    }
    return false;
}

bool Completion::press(const QKeyEvent &key)
{
    const bool writes = !key.text().isEmpty() && key.text().front().isPrint();
    const bool erases = key.key() == Qt::Key_Backspace && isOpen();
    m_isTyping = writes || erases;
    if (!isOpen() || (key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)))
        return false;
    switch (key.key()) {
    case Qt::Key_Escape: close(); return true;
    case Qt::Key_Up: m_popup->move(-1); return true;
    case Qt::Key_Down: m_popup->move(1); return true;
    case Qt::Key_PageUp: m_popup->move(-page); return true;
    case Qt::Key_PageDown: m_popup->move(page); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab: return accept();
    default: return false;
    }
}

/// False when the word is written already, so that the key does what it does.
bool Completion::accept()
{
    const workflow::Candidate *current = m_popup ? m_popup->current() : nullptr;
    if (!current || !m_file) {
        close();
        return false;
    }
    const workflow::Candidate candidate = *current;
    close();
    QTextCursor cursor = m_area.textCursor();
    const auto begin = static_cast<int>(m_sync.map().positionOf(candidate.replaced.begin));
    const bool isSame = m_sync.isCurrent() && m_file->document().revision() == m_revision;
    const int end = isSame ? static_cast<int>(m_sync.map().positionOf(candidate.replaced.end)) : cursor.position();
    if (begin > cursor.position() || end < begin)
        return false;
    cursor.setPosition(begin);
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    const QString text = QString::fromStdString(candidate.text);
    if (cursor.selectedText() == text.trimmed())
        return false;
    m_isTyping = true;
    cursor.insertText(text);
    m_area.setTextCursor(cursor);
    m_area.setFocus();
    return true;
}

/// The document has what was typed: whether there is something to offer for it.
void Completion::goOn()
{
    if (!m_isTyping || !m_area.hasFocus())
        return;
    if (begins())
        ask();
    else
        close();
}

bool Completion::begins() const
{
    const QTextCursor cursor = m_area.textCursor();
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    if (before.isEmpty() || cursor.hasSelection())
        return false;
    const QChar last = before.back();
    if (isWordUnit(last))
        return true;
    const QString words = before.trimmed();
    const bool isInExpression = before.lastIndexOf("${{"_L1) > before.lastIndexOf("}}"_L1);
    if (isInExpression)
        return true;
    return last == u' ' && (words.endsWith(u':') || words.endsWith(u'-'));
}

} // namespace slipway::code_editor
