#include "pipelines_page/editor_view.h"

#include "canvas/canvas.h"
#include "code_editor/code_editor.h"
#include "pipelines_page/block_palette.h"
#include "pipelines_page/canvas_editor.h"
#include "pipelines_page/changes_tab.h"
#include "pipelines_page/editor_dock.h"
#include "pipelines_page/editor_toolbar.h"
#include "pipelines_page/problems_tab.h"
#include "pipelines_page/starts_tab.h"
#include "pipelines_page/words.h"
#include "theme/fonts.h"
#include "theme/icons.h"

#include <QAction>
#include <QApplication>
#include <QDataStream>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSplitter>

#include <array>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

constexpr int inspectorWidth = 300;
constexpr int dockHeight = 300;
constexpr double largestDockShare = 0.45;
constexpr quint8 layoutVersion = 1;

/// The text field that has the keyboard: clipboard actions chosen from a menu are meant for it.
template<typename Text>
Text *textAtKeyboard()
{
    return qobject_cast<Text *>(QApplication::focusWidget());
}

/// Whether a text field took it.
template<typename InText, typename InLine>
bool didInText(InText inText, InLine inLine)
{
    if (auto *text = textAtKeyboard<QPlainTextEdit>()) {
        (text->*inText)();
        return true;
    }
    if (auto *line = textAtKeyboard<QLineEdit>()) {
        (line->*inLine)();
        return true;
    }
    return false;
}

} // namespace

EditorView::EditorView(base::Clock *clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_canvas(new canvas::Canvas)
    , m_graph(new CanvasEditor(m_canvas, this))
    , m_source(new code_editor::CodeEditor)
    , m_inspector(new inspector::Inspector(this))
    , m_toolbar(new EditorToolbar)
    , m_dock(new EditorDock)
    , m_problems(new ProblemsTab)
    , m_changes(new ChangesTab(clock))
    , m_starts(new StartsTab)
    , m_upright(new QSplitter(Qt::Vertical))
    , m_across(new QSplitter(Qt::Horizontal))
{
    build();
    makeActions();
    fillToolbar();
    connectParts();
    connectSource();
    takeState();
}

EditorView::~EditorView()
{
    setFile(nullptr);
}

void EditorView::build()
{
    m_sourceTab = m_dock->addTab(tr("YAML"), m_source);
    const int changes = m_dock->addTab(tr("Changes"), m_changes);
    const int problems = m_dock->addTab(tr("Problems"), m_problems);
    m_dock->addTab(tr("What would start?"), m_starts);
    connect(m_changes, &ChangesTab::countChanged, this,
            [this, changes](int count) { m_dock->setCount(changes, count); });
    connect(m_problems, &ProblemsTab::countChanged, this,
            [this, problems](int count) { m_dock->setCount(problems, count, base::Status::Warning); });
    m_canvas->setEmptyWords(tr("Nothing runs yet. Drag a job here, or press J."), tr("Add a job"));
    m_canvas->setAccessibleName(tr("Workflow graph"));
    m_canvas->setHintsShown(true);
    m_canvas->setClock(*m_clock);
    m_upright->setObjectName(u"editorDock"_s);
    m_across->setObjectName(u"editorInspector"_s);
    for (QSplitter *splitter : {m_upright, m_across}) {
        splitter->setHandleWidth(1);
        splitter->setChildrenCollapsible(false);
    }
    m_upright->addWidget(m_canvas);
    m_upright->addWidget(m_dock);
    m_upright->setStretchFactor(0, 1);
    m_upright->setSizes({600, dockHeight});
    auto *centre = new QWidget;
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_toolbar);
    column->addWidget(m_upright, 1);
    m_across->addWidget(centre);
    m_across->addWidget(m_inspector);
    m_across->setStretchFactor(0, 1);
    m_across->setSizes({900, inspectorWidth});
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_across);
}

QAction *EditorView::make(const char *id, const QString &text, const QString &icon)
{
    auto *action = new QAction(theme::icon(icon), text, this);
    action->setObjectName(QString::fromLatin1(id));
    m_actions.append({id, action});
    return action;
}

QAction *EditorView::action(const char *id) const
{
    const auto found =
        std::ranges::find_if(m_actions, [id](const auto &entry) { return qstrcmp(entry.first, id) == 0; });
    return found == m_actions.end() ? nullptr : found->second;
}

void EditorView::makeActions()
{
    const auto on = [this](const char *id, const QString &text, const QString &icon, auto &&handler) {
        connect(make(id, text, icon), &QAction::triggered, this, std::forward<decltype(handler)>(handler));
    };
    on("edit.undo", tr("Undo"), u"action-undo"_s, [this] { m_file->history().stack().undo(); });
    on("edit.redo", tr("Redo"), u"action-redo"_s, [this] { m_file->history().stack().redo(); });
    on("edit.cut", tr("Cut"), u"action-remove"_s, [this] {
        if (!didInText(&QPlainTextEdit::cut, &QLineEdit::cut))
            m_graph->cut();
    });
    on("edit.copy", tr("Copy"), u"action-copy"_s, [this] {
        if (!didInText(&QPlainTextEdit::copy, &QLineEdit::copy))
            m_graph->copy();
    });
    on("edit.paste", tr("Paste"), u"action-add"_s, [this] {
        if (!didInText(&QPlainTextEdit::paste, &QLineEdit::paste))
            m_graph->paste();
    });
    on("edit.duplicate", tr("Duplicate"), u"action-copy"_s, [this] { m_graph->duplicate(); });
    on("edit.remove", tr("Remove"), u"action-remove"_s, [this] { m_graph->remove(); });
    on("edit.rename", tr("Rename"), u"action-edit"_s, [this] {
        m_canvas->setFocus();
        m_canvas->startRenaming();
    });
    on("pipeline.connect", tr("Connect"), u"action-connect"_s, [this] {
        m_canvas->setFocus();
        m_canvas->startConnecting();
    });
    on("pipeline.tidy", tr("Tidy"), u"action-tidy"_s, [this] { m_canvas->tidy(); });
    on("pipeline.fit", tr("Fit to window"), u"action-zoom-fit"_s, [this] { m_canvas->fit(); });
    on("pipeline.zoom-in", tr("Zoom in"), u"action-zoom-in"_s, [this] { m_canvas->zoomIn(); });
    on("pipeline.zoom-out", tr("Zoom out"), u"action-zoom-out"_s, [this] { m_canvas->zoomOut(); });
    m_drawer = new QAction(theme::icon(u"action-edit"_s), tr("Form"), this);
    m_drawer->setCheckable(true);
    connect(m_drawer, &QAction::toggled, this, &EditorView::placeInspector);
}

void EditorView::fillToolbar()
{
    m_toolbar->addAction(action("pipeline.connect"), u"C"_s);
    m_toolbar->addBlocks();
    m_toolbar->addAction(action("edit.duplicate"), u"Ctrl+D"_s);
    m_toolbar->addAction(action("edit.remove"), u"Delete"_s);
    m_toolbar->addSeparator();
    m_toolbar->addAction(action("edit.undo"), u"Ctrl+Z"_s);
    m_toolbar->addAction(action("edit.redo"), u"Ctrl+Shift+Z"_s);
    m_toolbar->addSeparator();
    m_toolbar->addAction(action("pipeline.tidy"), u"Ctrl+Shift+T"_s);
    const QList<QAction *> inSource = m_source->actions();
    if (const auto find = std::ranges::find(inSource, "find"_L1, &QAction::objectName); find != inSource.end())
        m_toolbar->addAction(*find, u"Ctrl+F"_s);
    m_toolbar->addDrawer(m_drawer);
    m_toolbar->addZoom(action("pipeline.zoom-out"), action("pipeline.zoom-in"), action("pipeline.fit"));
    m_toolbar->setZoom(m_canvas->zoom());
}

void EditorView::connectParts()
{
    connect(m_toolbar, &EditorToolbar::addRequested, this, &EditorView::add);
    connect(m_canvas, &canvas::Canvas::zoomChanged, m_toolbar, &EditorToolbar::setZoom);
    connect(m_graph, &CanvasEditor::refused, this, &EditorView::refused);
    connect(m_graph, &CanvasEditor::warned, this, &EditorView::warned);
    connect(m_graph, &CanvasEditor::menuRequested, this, &EditorView::showMenu);
    connect(m_graph, &CanvasEditor::formRequested, this, [this] {
        m_drawer->setChecked(true);
        m_inspector->focusFirst();
    });
    connect(m_graph, &CanvasEditor::redrawn, this, [this] {
        const int steps = m_graph->secretSteps();
        m_toolbar->setWords(steps == 0 ? QString() : counted(steps, "1 step uses secrets", "%1 steps use secrets"));
    });
    connect(m_inspector, &inspector::Inspector::refused, this, &EditorView::refused);
    connect(m_inspector, &inspector::Inspector::sourceRequested, this, &EditorView::showSource);
    connect(m_problems, &ProblemsTab::goToRequested, this, &EditorView::showSource);
    connect(m_problems, &ProblemsTab::refused, this, &EditorView::refused);
    connect(m_changes, &ChangesTab::goToRequested, this, &EditorView::showSource);
    connect(m_starts, &StartsTab::workflowChosen, this, &EditorView::workflowChosen);
}

void EditorView::connectSource()
{
    connect(m_source, &code_editor::CodeEditor::fileRequested, this, &EditorView::fileRequested);
    connect(m_source, &code_editor::CodeEditor::positionChanged, this, [this] {
        m_dock->setPlace(m_file ? m_file->origin().path : QString(), m_source->positionWords(),
                         m_source->formatWords());
    });
}

void EditorView::setFile(editing::OpenFile *file)
{
    if (file == m_file)
        return;
    if (m_file) {
        m_file->disconnect(this);
        m_file->selection().disconnect(this);
        m_file->history().stack().disconnect(this);
    }
    m_file = file;
    m_graph->setFile(file);
    m_source->setFile(file);
    m_inspector->setFile(file);
    m_problems->setFile(file);
    m_changes->setFile(file);
    if (file) {
        connect(&file->selection(), &editing::Selection::changed, this, &EditorView::takeState);
        connect(&file->history().stack(), &QUndoStack::indexChanged, this, &EditorView::takeState);
        connect(file, &editing::OpenFile::changed, m_starts, &StartsTab::refresh);
    }
    m_dock->setPlace(file ? file->origin().path : QString(), m_source->positionWords(), m_source->formatWords());
    m_starts->refresh();
    setActive(m_isActive);
}

void EditorView::takeState()
{
    const bool isOpen = m_file && m_isActive;
    for (const auto &[id, action] : std::as_const(m_actions))
        action->setEnabled(isOpen);
    if (!isOpen)
        return;
    QUndoStack &stack = m_file->history().stack();
    action("edit.undo")->setEnabled(stack.canUndo());
    action("edit.redo")->setEnabled(stack.canRedo());
    action("edit.undo")->setText(stack.canUndo() ? tr("Undo: %1").arg(stack.undoText()) : tr("Undo"));
    action("edit.redo")->setText(stack.canRedo() ? tr("Redo: %1").arg(stack.redoText()) : tr("Redo"));
    const bool hasParts = m_graph->canRemove();
    for (const char *id : {"edit.cut", "edit.copy", "edit.duplicate", "edit.remove", "edit.rename", "pipeline.connect"})
        action(id)->setEnabled(hasParts);
}

void EditorView::setActive(bool active)
{
    m_isActive = active;
    for (QAction *source : m_source->actions())
        source->setEnabled(active && m_file);
    takeState();
}

void EditorView::add(const QString &block)
{
    m_graph->add(block);
}

void EditorView::showSource(yaml::Range range)
{
    m_dock->setCurrent(m_sourceTab);
    m_source->goTo(range);
}

void EditorView::showMenu(const QPoint &at)
{
    QMenu menu(this);
    auto *blocksMenu = menu.addMenu(theme::icon(u"action-add"_s), tr("Add"));
    for (const Block &block : blocks()) {
        QAction *entry =
            blocksMenu->addAction(theme::icon(QString::fromLatin1(block.icon)), pipelines_page::tr(block.words));
        connect(entry, &QAction::triggered, this, [this, id = QString::fromLatin1(block.id)] { add(id); });
    }
    menu.addSeparator();
    // The keys are the window's or the canvas's; the menu only tells them.
    static constexpr std::array entries{
        std::pair{"edit.rename", "F2"},     std::pair{"pipeline.connect", "C"}, std::pair{"edit.cut", "Ctrl+X"},
        std::pair{"edit.copy", "Ctrl+C"},   std::pair{"edit.paste", "Ctrl+V"},  std::pair{"edit.duplicate", "Ctrl+D"},
        std::pair{"edit.remove", "Delete"},
    };
    for (const auto &[id, keys] : entries) {
        QAction *own = action(id);
        QAction *entry = menu.addAction(own->icon(), own->text() + u'\t' + QLatin1StringView(keys));
        entry->setEnabled(own->isEnabled());
        connect(entry, &QAction::triggered, own, &QAction::trigger);
    }
    menu.addSeparator();
    QAction *up = menu.addAction(theme::icon(u"chevron-up-down"_s), tr("Move up"));
    QAction *down = menu.addAction(theme::icon(u"chevron-down"_s), tr("Move down"));
    QAction *fold = menu.addAction(theme::icon(u"chevron-right"_s), m_graph->foldWords());
    fold->setVisible(!m_graph->foldWords().isEmpty());
    QAction *show = menu.addAction(theme::icon(u"action-search"_s), tr("Show in YAML"));
    for (QAction *entry : {up, down, show})
        entry->setEnabled(m_graph->canRemove());
    const QAction *chosen = menu.exec(at);
    if (chosen == up || chosen == down)
        m_graph->moveBy(chosen == up ? -1 : 1);
    else if (chosen == fold)
        m_graph->toggleFold();
    else if (chosen == show && m_file)
        showSource(editing::rangeOf(m_file->document(), m_file->selection().current()));
}

QList<QWidget *> EditorView::regions() const
{
    return {m_canvas, m_source, m_inspector};
}

void EditorView::setNarrow(bool narrow)
{
    if (std::exchange(m_isNarrow, narrow) == narrow && narrow == (m_inspector->parentWidget() == this))
        return;
    if (narrow) {
        m_inspector->setParent(this);
        m_drawer->setChecked(false);
    } else {
        m_across->addWidget(m_inspector);
        m_across->setStretchFactor(0, 1);
        m_inspector->show();
        // A drawer may have been dragged or squeezed; beside the canvas the forms need their whole width.
        const int wanted = qRound(inspectorWidth * theme::textScale(font()));
        m_across->setSizes({std::max(1, m_across->width() - wanted), wanted});
    }
    m_toolbar->setDrawerShown(narrow);
    placeInspector();
}

void EditorView::placeInspector()
{
    if (!m_isNarrow)
        return;
    const int width = qRound(inspectorWidth * theme::textScale(font()));
    m_inspector->setVisible(m_drawer->isChecked());
    m_inspector->setGeometry(this->width() - width, m_toolbar->height(), width, height() - m_toolbar->height());
    m_inspector->raise();
}

void EditorView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // In a low window the graph keeps the larger part.
    const int most = qRound(m_upright->height() * largestDockShare);
    if (const QList<int> sizes = m_upright->sizes(); sizes.value(1) > most && !m_dock->isFolded())
        m_upright->setSizes({m_upright->height() - most, most});
    placeInspector();
}

QByteArray EditorView::saveLayout() const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << layoutVersion << m_dock->isFolded() << qint32(m_dock->current());
    return bytes;
}

void EditorView::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    quint8 version = 0;
    bool isFolded = false;
    qint32 tab = 0;
    stream >> version >> isFolded >> tab;
    if (stream.status() != QDataStream::Ok || version != layoutVersion || tab < 0 || tab > 3)
        return;
    m_dock->setCurrent(tab);
    m_dock->setFolded(isFolded);
}

} // namespace slipway::pipelines_page
