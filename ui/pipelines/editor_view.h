#pragma once

#include "editing/open_file.h"
#include "inspector/inspector.h"

#include <QPointer>
#include <QWidget>

class QAction;
class QSplitter;
class QToolButton;

namespace slipway::canvas {
class Canvas;
}
namespace slipway::code_editor {
class CodeEditor;
}

namespace slipway::pipelines_page {

class CanvasEditor;
class ChangesTab;
class EditorDock;
class EditorToolbar;
class ProblemsTab;
class StartsTab;

/// One workflow as graph, form and text, on one document and one undo stack.
class EditorView final : public QWidget
{
    Q_OBJECT

public:
    /// `clock` outlives it.
    explicit EditorView(base::Clock *clock, QWidget *parent = nullptr);
    ~EditorView() override;

    /// Null shows nothing. The file outlives the view, or is set to null before.
    void setFile(editing::OpenFile *file);
    editing::OpenFile *file() const { return m_file; }

    canvas::Canvas &canvas() const { return *m_canvas; }
    code_editor::CodeEditor &source() const { return *m_source; }
    inspector::Inspector &inspector() const { return *m_inspector; }
    CanvasEditor &graph() const { return *m_graph; }
    StartsTab &starts() const { return *m_starts; }

    /// Does something to the file; the window's action of that id shows it in its menu. Without a file all are off.
    QAction *action(const char *id) const;
    QList<std::pair<const char *, QAction *>> actions() const { return m_actions; }
    void add(const QString &block);
    /// Whether it is the one that is in sight: else its actions are off.
    void setActive(bool active);
    /// What F6 goes through.
    QList<QWidget *> regions() const;

    /// The inspector lies over the canvas, opened by its button, as there is no room beside it.
    void setNarrow(bool narrow);
    QByteArray saveLayout() const;
    /// Takes what `saveLayout` gave; anything else leaves the layout as it is.
    void restoreLayout(const QByteArray &layout);

Q_SIGNALS:
    void refused(const QString &words);
    void warned(const QString &words);
    void fileRequested(const QString &path);
    void workflowChosen(const QString &path);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void makeActions();
    QAction *make(const char *id, const QString &text, const QString &icon);
    void fillToolbar();
    void connectParts();
    void connectSource();
    void takeState();
    void showSource(yaml::Range range);
    void showMenu(const QPoint &at);
    void placeInspector();

    base::Clock *m_clock;
    QPointer<editing::OpenFile> m_file;
    canvas::Canvas *m_canvas;
    CanvasEditor *m_graph;
    code_editor::CodeEditor *m_source;
    inspector::Inspector *m_inspector;
    EditorToolbar *m_toolbar;
    EditorDock *m_dock;
    ProblemsTab *m_problems;
    ChangesTab *m_changes;
    StartsTab *m_starts;
    QSplitter *m_upright;
    QSplitter *m_across;
    QAction *m_drawer = nullptr;
    QList<std::pair<const char *, QAction *>> m_actions;
    int m_sourceTab = 0;
    bool m_isNarrow = false;
    bool m_isActive = true;
};

} // namespace slipway::pipelines_page
