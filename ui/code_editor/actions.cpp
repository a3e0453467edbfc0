#include "code_editor/actions.h"

#include "code_editor/change_marks.h"
#include "code_editor/find_bar.h"
#include "code_editor/folding.h"
#include "code_editor/problems.h"
#include "theme/icons.h"

#include <QAction>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(CodeEditor)
};

class Adder
{
public:
    explicit Adder(QWidget &pane)
        : m_pane(pane)
    { }

    template<typename Do>
    void add(const QString &id, const QString &text, const QString &icon, const QList<QKeySequence> &keys, Do what)
    {
        auto *action = new QAction(theme::icon(icon), text, &m_pane);
        action->setObjectName(id);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        QObject::connect(action, &QAction::triggered, &m_pane, what);
        m_pane.addAction(action);
    }

private:
    QWidget &m_pane;
};

void addSearching(Adder &adder, const ActionTargets &targets)
{
    CodeEditor *editor = &targets.editor;
    FindBar *bar = &targets.findBar;
    adder.add(u"find"_s, Words::tr("Find…"), u"action-search"_s, {QKeySequence::Find}, [editor] { editor->find(); });
    adder.add(u"replace"_s, Words::tr("Replace…"), u"action-edit"_s, {Qt::CTRL | Qt::Key_H},
              [editor] { editor->replace(); });
    adder.add(u"find-next"_s, Words::tr("Find next"), u"action-search"_s, {Qt::Key_F3}, [bar] { bar->step(true); });
    adder.add(u"find-previous"_s, Words::tr("Find previous"), u"action-search"_s, {Qt::SHIFT | Qt::Key_F3},
              [bar] { bar->step(false); });
}

void addGoing(Adder &adder, const ActionTargets &targets)
{
    CodeEditor *editor = &targets.editor;
    Problems *problems = &targets.problems;
    ChangeMarks *changes = &targets.changes;
    adder.add(u"symbol"_s, Words::tr("Go to job, step or key…"), u"node-job"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_O},
              [editor] { editor->goToSymbol(); });
    adder.add(u"definition"_s, Words::tr("Go to definition"), u"action-launch"_s, {Qt::Key_F12},
              [editor] { editor->goToDefinition(); });
    adder.add(u"next-problem"_s, Words::tr("Next problem"), u"status-warning"_s, {Qt::Key_F8},
              [problems] { problems->step(true); });
    adder.add(u"previous-problem"_s, Words::tr("Previous problem"), u"status-warning"_s, {Qt::SHIFT | Qt::Key_F8},
              [problems] { problems->step(false); });
    adder.add(u"next-change"_s, Words::tr("Next change"), u"action-diff"_s, {Qt::ALT | Qt::Key_F8},
              [changes] { changes->step(true); });
    adder.add(u"previous-change"_s, Words::tr("Previous change"), u"action-diff"_s, {Qt::ALT | Qt::SHIFT | Qt::Key_F8},
              [changes] { changes->step(false); });
}

void addWriting(Adder &adder, const ActionTargets &targets)
{
    CodeEditor *editor = &targets.editor;
    adder.add(u"complete"_s, Words::tr("Complete"), u"action-add"_s, {Qt::CTRL | Qt::Key_Space},
              [editor] { editor->complete(); });
    adder.add(u"quick-fix"_s, Words::tr("Quick fix…"), u"action-check"_s, {Qt::CTRL | Qt::Key_Period},
              [editor] { editor->quickFix(); });
    adder.add(u"comment"_s, Words::tr("Toggle comment"), u"action-edit"_s, {Qt::CTRL | Qt::Key_Slash},
              [editor] { editor->toggleComment(); });
    adder.add(u"old-text"_s, Words::tr("Show what the repository has"), u"action-rollback"_s,
              {Qt::CTRL | Qt::ALT | Qt::Key_Z}, [editor] { editor->showOldText(); });
}

void addFolding(Adder &adder, const ActionTargets &targets)
{
    CodeEditor *editor = &targets.editor;
    TextArea *area = &targets.area;
    adder.add(u"fold"_s, Words::tr("Fold"), u"chevron-right"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_BracketLeft},
              [area] { fold(*area, foldHead(area->textCursor().block())); });
    adder.add(u"unfold"_s, Words::tr("Unfold"), u"chevron-down"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_BracketRight},
              [area] { unfold(*area, area->textCursor().block()); });
    adder.add(u"fold-all"_s, Words::tr("Fold all"), u"chevron-right"_s, {Qt::CTRL | Qt::ALT | Qt::Key_BracketLeft},
              [editor] { editor->foldAll(); });
    adder.add(u"unfold-all"_s, Words::tr("Unfold all"), u"chevron-down"_s, {Qt::CTRL | Qt::ALT | Qt::Key_BracketRight},
              [editor] { editor->unfoldAll(); });
}

} // namespace

void giveActions(const ActionTargets &targets)
{
    Adder adder(targets.editor);
    addSearching(adder, targets);
    addGoing(adder, targets);
    addWriting(adder, targets);
    addFolding(adder, targets);
}

} // namespace slipway::code_editor
