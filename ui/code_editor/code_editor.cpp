#include "code_editor/code_editor.h"

#include "code_editor/folding.h"
#include "code_editor/highlighter.h"
#include "code_editor/text_area.h"
#include "code_editor/text_sync.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

struct CodeEditor::Private {
    editing::OpenFile *file = nullptr;
    TextArea *area = nullptr;
    TextSync *sync = nullptr;
    Highlighter *highlighter = nullptr;
};

CodeEditor::CodeEditor(QWidget *parent)
    : QWidget(parent)
    , m_d(std::make_unique<Private>())
{
    m_d->area = new TextArea(this);
    m_d->sync = new TextSync(*m_d->area);
    m_d->highlighter = new Highlighter(*m_d->area);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_d->area, 1);
    setFocusProxy(m_d->area);
}

CodeEditor::~CodeEditor() = default;

void CodeEditor::setFile(editing::OpenFile *file)
{
    m_d->file = file;
    m_d->sync->setHistory(file ? &file->history() : nullptr);
}

void CodeEditor::goTo(yaml::Range range, bool focus)
{
    const auto &map = m_d->sync->map();
    m_d->area->reveal({static_cast<int>(map.positionOf(range.begin)), static_cast<int>(map.positionOf(range.end))},
                      false);
    if (focus)
        m_d->area->setFocus();
}

QString CodeEditor::positionWords() const
{
    const QTextCursor cursor = m_d->area->textCursor();
    return tr("Ln %1, Col %2").arg(cursor.blockNumber() + 1).arg(cursor.positionInBlock() + 1);
}

QString CodeEditor::formatWords() const
{
    return m_d->sync->map().lineEnd().size() > 1 ? u"CRLF"_s : u"LF"_s;
}

void CodeEditor::setReadOnly(bool readOnly)
{
    m_d->area->setReadOnly(readOnly);
}

QList<QAction *> CodeEditor::actions() const
{
    return QWidget::actions();
}

void CodeEditor::find() { }
void CodeEditor::replace() { }
void CodeEditor::toggleComment() { }
void CodeEditor::complete() { }
void CodeEditor::quickFix() { }
void CodeEditor::goToSymbol() { }
void CodeEditor::goToDefinition() { }

void CodeEditor::foldAll()
{
    code_editor::foldAll(*m_d->area);
}

void CodeEditor::unfoldAll()
{
    code_editor::unfoldAll(*m_d->area);
}

} // namespace slipway::code_editor
