#include "code_editor/code_editor.h"

#include "code_editor/actions.h"
#include "code_editor/brackets.h"
#include "code_editor/change_marks.h"
#include "code_editor/completion.h"
#include "code_editor/definition.h"
#include "code_editor/find_bar.h"
#include "code_editor/folding.h"
#include "code_editor/gutter.h"
#include "code_editor/highlighter.h"
#include "code_editor/hover.h"
#include "code_editor/line_commands.h"
#include "code_editor/old_text.h"
#include "code_editor/problem_banner.h"
#include "code_editor/problems.h"
#include "code_editor/selection_sync.h"
#include "code_editor/symbol_list.h"
#include "code_editor/text_sync.h"
#include "code_editor/typing_aid.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/plain_words.h"

#include <QKeyEvent>
#include <QMenu>
#include <QToolTip>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

/// Longer tool tips are cut.
constexpr qsizetype longestTip = 1'000;

} // namespace

struct CodeEditor::Private {
    QPointer<editing::OpenFile> file;
    widgets::Banner *notice = nullptr;
    TextArea *area = nullptr;
    TextSync *sync = nullptr;
    Problems *problems = nullptr;
    ChangeMarks *changes = nullptr;
    SelectionSync *selection = nullptr;
    Completion *completion = nullptr;
    FindBar *findBar = nullptr;
    bool isReadOnly = false;

    bool isText() const
    {
        const QByteArray &source = file->document().source();
        return TextMap::isText({source.constData(), static_cast<size_t>(source.size())});
    }
    Span spanOf(yaml::Range range) const
    {
        const TextMap &map = sync->map();
        return {static_cast<int>(map.positionOf(range.begin)), static_cast<int>(map.positionOf(range.end))};
    }
    /// The document is behind nothing then.
    quint32 offset(int position) const
    {
        sync->flush();
        return sync->map().offsetOf(position);
    }
};

CodeEditor::CodeEditor(QWidget *parent)
    : QWidget(parent)
    , m_d(std::make_unique<Private>())
{
    m_d->notice = new widgets::Banner(this);
    m_d->notice->hide();
    m_d->area = new TextArea(this);
    TextArea &area = *m_d->area;
    m_d->sync = new TextSync(area);
    TextSync &sync = *m_d->sync;
    new Highlighter(area);
    m_d->problems = new Problems(area, sync);
    m_d->changes = new ChangeMarks(area, sync);
    m_d->selection = new SelectionSync(area, sync);
    new ProblemBanner(area, *m_d->problems);
    m_d->findBar = new FindBar(area, sync, this);
    new TypingAid(area, sync);
    // The last filter is the first to see a key: an open list takes its own before they are typed.
    m_d->completion = new Completion(area, sync);
    area.installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_d->notice);
    column->addWidget(&area, 1);
    column->addWidget(m_d->findBar);
    setFocusProxy(&area);
    giveActions({*this, area, *m_d->findBar, *m_d->problems, *m_d->changes});
    connectArea();
}

CodeEditor::~CodeEditor() = default;

void CodeEditor::connectArea()
{
    TextArea *area = m_d->area;
    connect(area, &TextArea::painted, m_d->sync, &TextSync::painted);
    connect(area, &QPlainTextEdit::cursorPositionChanged, this, [this, area] {
        unfoldAround(*area, area->textCursor().block());
        area->setBrackets(bracketsAt(*area->document(), area->textCursor().position()));
        emit positionChanged();
    });
    connect(area->document(), &QTextDocument::contentsChange, this,
            [area](int position, int, int) { mendFolds(*area, area->document()->findBlock(position)); });
    connect(m_d->sync, &TextSync::settled, this, [this] {
        // A history that begins anew may bring bytes that are no text, or text again.
        if (m_d->file && m_d->file->history().stack().count() == 0)
            setReadOnly(m_d->isReadOnly);
    });
    connect(area, &TextArea::hovered, this, &CodeEditor::showHover);
    connect(area, &TextArea::followed, this, &CodeEditor::goToDefinition);
    connect(area, &TextArea::menuAsked, this, &CodeEditor::fillMenu);
    connect(&area->gutter(), &Gutter::problemClicked, this, [this, area](int line, const QPoint &global) {
        QMenu menu(this);
        m_d->problems->fillMenu(menu, area->document()->findBlockByNumber(line).position());
        menu.exec(global);
    });
    connect(&area->gutter(), &Gutter::changeClicked, this, &CodeEditor::showOldTextAt);
}

void CodeEditor::setFile(editing::OpenFile *file)
{
    m_d->completion->setFile(nullptr);
    m_d->problems->setFile(nullptr);
    m_d->changes->setFile(nullptr);
    m_d->selection->setFile(nullptr);
    m_d->file = file;
    m_d->sync->setHistory(file ? &file->history() : nullptr);
    m_d->completion->setFile(file);
    m_d->problems->setFile(file);
    m_d->changes->setFile(file);
    m_d->selection->setFile(file);
    setReadOnly(m_d->isReadOnly);
    emit positionChanged();
}

void CodeEditor::setReadOnly(bool readOnly)
{
    m_d->isReadOnly = readOnly;
    const bool isText = !m_d->file || m_d->isText();
    m_d->area->setReadOnly(readOnly || !isText || !m_d->file);
    m_d->area->setTextInteractionFlags(m_d->area->textInteractionFlags() | Qt::TextSelectableByKeyboard
                                       | Qt::TextSelectableByMouse);
    m_d->notice->setVisible(!isText);
    if (!isText) {
        m_d->notice->setMessage(
            base::Status::Warning,
            tr("This file is not UTF-8, so it cannot be edited here. Convert it and open it again."));
    }
}

void CodeEditor::goTo(yaml::Range range, bool focus)
{
    if (focus)
        m_d->area->setFocus(Qt::OtherFocusReason);
    m_d->area->reveal(m_d->spanOf(range), false);
}

QString CodeEditor::positionWords() const
{
    const QTextCursor cursor = m_d->area->textCursor();
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    return tr("Ln %1, Col %2").arg(cursor.blockNumber() + 1).arg(before.toUcs4().size() + 1);
}

QString CodeEditor::formatWords() const
{
    const QString lineEnd = m_d->sync->map().lineEnd().size() > 1 ? tr("CRLF") : tr("LF");
    return tr("%1  Spaces: %2", "line end, width of a level").arg(lineEnd).arg(indentWidth);
}

QList<QAction *> CodeEditor::actions() const
{
    return QWidget::actions();
}

void CodeEditor::find()
{
    m_d->findBar->open(false);
}

void CodeEditor::replace()
{
    m_d->findBar->open(true);
}

void CodeEditor::toggleComment()
{
    if (!m_d->area->isReadOnly())
        code_editor::toggleComment(*m_d->area, *m_d->sync);
}

void CodeEditor::complete()
{
    m_d->completion->ask();
}

void CodeEditor::quickFix()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_d->problems->fillMenu(*menu, m_d->area->textCursor().position());
    if (menu->isEmpty())
        menu->addAction(tr("Nothing to fix on this line"))->setEnabled(false);
    else
        menu->setActiveAction(menu->actions().first());
    menu->popup(m_d->area->viewport()->mapToGlobal(m_d->area->cursorRect().bottomLeft()));
}

void CodeEditor::goToSymbol()
{
    if (!m_d->file)
        return;
    m_d->sync->flush();
    auto *list = new SymbolList(symbolsOf(m_d->file->document()), this);
    connect(list, &SymbolList::chosen, this, [this](yaml::Range range) { goTo(range); });
    list->openOver(*m_d->area);
}

void CodeEditor::goToDefinition()
{
    if (!m_d->file)
        return;
    const quint32 offset = m_d->offset(m_d->area->textCursor().position());
    const auto found = definitionAt(m_d->file->document(), offset);
    if (!found)
        return;
    if (found->path.isEmpty())
        goTo(found->range);
    else
        emit fileRequested(found->path);
}

void CodeEditor::foldAll()
{
    code_editor::foldAll(*m_d->area);
}

void CodeEditor::unfoldAll()
{
    code_editor::unfoldAll(*m_d->area);
}

void CodeEditor::showOldText()
{
    const QTextCursor cursor = m_d->area->textCursor();
    showOldTextAt(cursor.blockNumber(), m_d->area->viewport()->mapToGlobal(m_d->area->cursorRect().bottomLeft()));
}

void CodeEditor::showOldTextAt(int line, const QPoint &global)
{
    if (m_d->area->lineMark(line) == LineMark::None)
        return;
    auto *old = new OldText(m_d->changes->oldText(line), !m_d->area->isReadOnly(), this);
    connect(old, &OldText::restoreAsked, this, [this, line] { m_d->changes->restore(line); });
    old->openBeside(global);
}

void CodeEditor::showHover(int position, const QPoint &global)
{
    if (!m_d->file)
        return;
    QStringList parts{m_d->problems->wordsAt(position)};
    if (m_d->sync->isCurrent())
        parts.append(hoverWords(m_d->file->document(), m_d->offset(position), m_d->file->repository().get()));
    parts.removeAll(QString());
    QToolTip::showText(global, widgets::plainTip(parts.join(u"\n\n"_s).left(longestTip)), m_d->area->viewport());
}

void CodeEditor::fillMenu(QMenu *menu)
{
    const bool canWrite = !m_d->area->isReadOnly();
    const bool hasSelection = m_d->area->textCursor().hasSelection();
    const auto add = [&](const QString &text, const QString &icon, QKeySequence::StandardKey key, bool isOn,
                         auto what) {
        auto *action = menu->addAction(theme::icon(icon), text, m_d->area, what);
        action->setShortcut(key);
        action->setEnabled(isOn);
    };
    add(tr("Cut"), u"action-remove"_s, QKeySequence::Cut, canWrite && hasSelection, &QPlainTextEdit::cut);
    add(tr("Copy"), u"action-copy"_s, QKeySequence::Copy, hasSelection, &QPlainTextEdit::copy);
    add(tr("Paste"), u"action-add"_s, QKeySequence::Paste, canWrite && m_d->area->canPaste(), &QPlainTextEdit::paste);
    add(tr("Select all"), u"action-check"_s, QKeySequence::SelectAll, true, &QPlainTextEdit::selectAll);
    menu->addSeparator();
    menu->addActions(actions());
}

bool CodeEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !m_d->file)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isUndo = key->matches(QKeySequence::Undo);
    if (!isUndo && !key->matches(QKeySequence::Redo))
        return QWidget::eventFilter(watched, event);
    if (m_d->area->isReadOnly())
        return true;
    m_d->sync->flush();
    const int before = m_d->file->history().stack().index();
    isUndo ? m_d->file->history().stack().undo() : m_d->file->history().stack().redo();
    if (m_d->file->history().stack().index() != before)
        m_d->area->reveal({m_d->sync->lastShown(), m_d->sync->lastShown()}, false);
    return true;
}

} // namespace slipway::code_editor
