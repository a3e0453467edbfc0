#include "pipelines_page/pipelines_page.h"

#include "canvas/canvas.h"
#include "code_editor/code_editor.h"
#include "pipelines_page/block_palette.h"
#include "pipelines_page/canvas_editor.h"
#include "pipelines_page/changed_chip.h"
#include "pipelines_page/editor_view.h"
#include "pipelines_page/past_times.h"
#include "pipelines_page/sources.h"
#include "pipelines_page/starts_tab.h"
#include "pipelines_page/workflow_list.h"
#include "run_pages/history_view.h"
#include "run_pages/runs_view.h"
#include "runs/services.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/banner.h"
#include "widgets/plain_words.h"
#include "widgets/segmented_control.h"

#include <QAction>
#include <QDataStream>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

constexpr qreal designHeadHeight = 48;
constexpr qreal listWidth = 216;
/// Of the page, when the window is 1280 wide: below it the form is a drawer.
constexpr qreal narrowBelow = 1200;
constexpr quint8 layoutVersion = 1;

} // namespace

PipelinesPage::PipelinesPage(PageSetup setup, QWidget *parent)
    : QWidget(parent)
    , m_setup(std::move(setup))
    , m_entries(new WorkflowEntries(this))
    , m_list(new WorkflowList(m_entries))
    , m_blocks(new BlockPalette)
    , m_editor(new EditorView(m_setup.clock.get()))
    , m_title(new QLabel)
    , m_changed(new ChangedChip)
    , m_discardButton(new QPushButton(tr("Discard…")))
    , m_proposeButton(new QPushButton(tr("Propose change…")))
    , m_modes(makeModes())
    , m_banner(new widgets::Banner)
    , m_stack(new QStackedWidget)
{
    setAccessibleName(tr("Pipelines"));
    m_list->setMiddle(tr("Drag onto the canvas"), m_blocks);
    m_head = makeHead();
    m_stack->addWidget(m_editor);
    auto *main = new QVBoxLayout;
    main->setSpacing(0);
    main->addWidget(m_head);
    main->addWidget(m_banner);
    main->addWidget(m_stack, 1);
    m_banner->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(m_list);
    row->addLayout(main, 1);
    makeActions();
    connectDesk();
    connectEditor();
    takeServices();
    adoptFont();
    refreshEntries();
    takeNames();
    takeState();
}

PipelinesPage::~PipelinesPage()
{
    m_editor->setFile(nullptr);
}

QWidget *PipelinesPage::makeHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(theme::gutter, 0, 12, 0);
    row->setSpacing(8);
    widgets::showAsWritten(*m_title);
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_title->setMinimumWidth(60);
    row->addWidget(m_title);
    row->addWidget(m_changed);
    row->addStretch(1);
    row->addWidget(m_modes);
    m_discardButton->setObjectName(u"discard"_s);
    m_proposeButton->setObjectName(u"propose"_s);
    theme::setTone(*m_discardButton, theme::Tone::Quiet);
    theme::setTone(*m_proposeButton, theme::Tone::Primary);
    m_proposeButton->setToolTip(tr("Propose change… (Ctrl+S)"));
    row->addWidget(m_discardButton);
    row->addWidget(m_proposeButton);
    return head;
}

widgets::SegmentedControl *PipelinesPage::makeModes()
{
    auto *modes = new widgets::SegmentedControl;
    modes->setSegments({tr("Edit"), tr("Runs"), tr("History")});
    modes->setAccessibleName(tr("What is shown of the workflow"));
    connect(modes, &widgets::SegmentedControl::currentIndexChanged, this, [this, modes](int index) {
        // Two controls show one choice; what is set to follow the other one chooses nothing.
        if (index != static_cast<int>(mode()) || modes == m_modes)
            setMode(static_cast<Mode>(index));
    });
    return modes;
}

void PipelinesPage::connectDesk()
{
    using desk::Desk;
    Desk *desk = m_setup.desk;
    connect(desk, &Desk::filesChanged, this, &PipelinesPage::refreshEntries);
    connect(desk, &Desk::namesChanged, this, &PipelinesPage::takeNames);
    connect(desk, &Desk::opened, this, [this](const QString &path) {
        if (path == m_path)
            showFile(path);
    });
    connect(desk, &Desk::documentsChanged, this, [this] { m_editor->starts().refresh(); });
    connect(desk, &Desk::closing, this, [this](const QString &path) {
        if (m_editor->file() == m_setup.desk->file(path))
            m_editor->setFile(nullptr);
    });
    connect(desk, &Desk::failed, this, [this](const QString &path, const base::Error &error) {
        if (path == m_path && !m_setup.desk->file(path))
            m_banner->setMessage(base::Status::Failure, base::sentence(error), tr("Retry"));
        else
            Q_EMIT said(base::Status::Failure, base::sentence(error));
        m_banner->setVisible(!m_setup.desk->file(m_path));
    });
    connect(desk, &Desk::saved, this,
            [this](const QString &path) { Q_EMIT said(base::Status::Success, tr("Saved %1").arg(path)); });
    connect(desk, &Desk::changedOutside, this, &PipelinesPage::toldOutside);
    connect(desk, &Desk::recovered, this, [this](const QStringList &paths) {
        refreshEntries();
        Q_EMIT said(base::Status::Warning, tr("Unsaved edits of %1 are back.").arg(paths.join(u", "_s)));
        choose(paths.first());
    });
    connect(m_banner, &widgets::Banner::buttonClicked, this, [this] { m_setup.desk->open(m_path); });
}

void PipelinesPage::connectEditor()
{
    connect(m_list, &WorkflowList::chosen, this, &PipelinesPage::choose);
    connect(m_list, &WorkflowList::newRequested, this, &PipelinesPage::newWorkflow);
    connect(m_blocks, &BlockPalette::addRequested, m_editor, &EditorView::add);
    connect(m_editor, &EditorView::refused, this,
            [this](const QString &words) { Q_EMIT said(base::Status::Failure, words); });
    connect(m_editor, &EditorView::warned, this,
            [this](const QString &words) { Q_EMIT said(base::Status::Warning, words); });
    connect(m_editor, &EditorView::fileRequested, this, &PipelinesPage::showWorkflow);
    connect(m_editor, &EditorView::workflowChosen, this, &PipelinesPage::choose);
    m_editor->graph().setEnvironmentWords(environmentWordsOf(*m_setup.desk));
    m_editor->starts().setWorkflows([desk = m_setup.desk] { return candidatesOf(*desk); });
}

void PipelinesPage::takeServices()
{
    delete m_past;
    m_past = new PastTimes(m_setup.runs, this);
    inspector::Sources sources = sourcesOf(*m_setup.desk);
    sources.clock = m_setup.clock;
    sources.past = [this](const editing::Place &place) {
        return m_editor->file() ? m_past->past(*m_editor->file(), place) : inspector::Sources::Past();
    };
    m_editor->inspector().setSources(std::move(sources));
    m_editor->graph().setJobTimes([this](const editing::OpenFile &file) { return m_past->jobTimes(file); });
    m_editor->starts().setExpectations([this](const QString &path) {
        const editing::OpenFile *file = m_setup.desk->file(path);
        return file ? m_past->expectation(path, file->drawable(), file->repository()) : QString();
    });
    connect(m_past, &PastTimes::changed, this, [this] {
        m_editor->inspector().refresh();
        m_editor->graph().setJobTimes([this](const editing::OpenFile &file) { return m_past->jobTimes(file); });
        m_editor->starts().refresh();
    });
    if (m_editor->file())
        m_past->want(fileName());
}

void PipelinesPage::refreshEntries()
{
    QList<WorkflowEntry> entries;
    const auto files = m_setup.desk->files();
    for (const desk::FileEntry &file : files) {
        const QString name = file.path.section(u'/', -1);
        const RunWords run = m_setup.newestRun ? m_setup.newestRun(name) : RunWords();
        const QString detail = file.isElsewhere ? tr("edits of GitHub's version")
            : file.isNew                        ? tr("not in the repository yet")
            : file.isDisabled                   ? tr("disabled")
                                                : run.words;
        entries.append({file.path, file.name, run.status, detail, file.isChanged, file.isDisabled, file.isNew});
    }
    m_entries->setEntries(entries);
    m_list->setFoot(m_setup.runs ? m_setup.runs->repository() : QString(), footWords(*m_setup.desk));
    if (m_path.isEmpty() && !entries.isEmpty())
        choose(entries.first().path);
    m_list->setCurrentPath(m_path);
    takeState();
}

void PipelinesPage::choose(const QString &path)
{
    if (path.isEmpty() || (path == m_path && m_editor->file()))
        return;
    m_path = path;
    m_list->setCurrentPath(path);
    m_banner->hide();
    if (m_setup.desk->file(path)) {
        showFile(path);
    } else {
        m_editor->setFile(nullptr);
        m_setup.desk->open(path);
    }
    if (m_runs)
        m_runs->setWorkflow(fileName());
    if (m_history)
        m_history->setWorkflow(fileName(), m_entries->indexOf(path).data().toString());
    takeState();
}

void PipelinesPage::showFile(const QString &path)
{
    editing::OpenFile *file = m_setup.desk->file(path);
    m_banner->hide();
    m_editor->setFile(file);
    if (file)
        m_past->want(fileName());
    if (file) {
        connect(file, &editing::OpenFile::stateChanged, this, &PipelinesPage::takeState, Qt::UniqueConnection);
        // The words count what changed, which is not worked out at each letter.
        connect(file, &editing::OpenFile::checked, this, &PipelinesPage::takeState, Qt::UniqueConnection);
    }
    takeState();
}

void PipelinesPage::takeState()
{
    const editing::OpenFile *file = m_editor->file();
    const bool isChanged = file && (file->isChanged() || file->origin().isNew);
    const bool canPropose = isChanged && !isProposed(*m_setup.desk, m_path);
    const QModelIndex entry = m_entries->indexOf(m_path);
    m_title->setText(entry.isValid() ? entry.data().toString() : tr("Pipelines"));
    m_changed->setWords(isChanged && mode() == Mode::Edit ? changedWords(*m_setup.desk, m_path) : QString());
    for (const auto &[id, action] : std::as_const(m_offers)) {
        const QByteArrayView name(id);
        if (name == "pipeline.propose")
            action->setEnabled(canPropose);
        else if (name == "pipeline.discard")
            action->setEnabled(isChanged);
        else if (name == "pipeline.save")
            // Edits that came back from an earlier run are of a clone, whether it is open or not.
            action->setEnabled(file && !file->origin().file.isEmpty() && file->isUnsaved());
    }
    m_proposeButton->setVisible(mode() == Mode::Edit);
    m_discardButton->setVisible(mode() == Mode::Edit);
    m_proposeButton->setEnabled(canPropose);
    m_discardButton->setEnabled(isChanged);
}

void PipelinesPage::takeNames()
{
    m_editor->inspector().refresh();
    m_editor->starts().setBranches(branchesOf(*m_setup.desk));
    m_editor->graph().redraw();
}

QList<QWidget *> PipelinesPage::regions() const
{
    switch (mode()) {
    case Mode::Runs: return m_runs->regions();
    case Mode::History: return QList<QWidget *>{m_list->view()} + m_history->regions();
    case Mode::Edit: break;
    }
    return QList<QWidget *>{m_list->view(), m_blocks} + m_editor->regions();
}

QByteArray PipelinesPage::saveLayout() const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << layoutVersion << qint32(mode()) << m_path << m_editor->saveLayout()
           << (m_runs ? m_runs->saveLayout() : m_runsLayout);
    return bytes;
}

void PipelinesPage::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    quint8 version = 0;
    qint32 mode = 0;
    QString path;
    QByteArray editor;
    QByteArray runs;
    stream >> version >> mode >> path >> editor >> runs;
    if (stream.status() != QDataStream::Ok || version != layoutVersion || mode < 0 || mode > 2)
        return;
    m_editor->restoreLayout(editor);
    m_runsLayout = runs;
    if (m_entries->indexOf(path).isValid())
        choose(path);
    setMode(static_cast<Mode>(mode));
}

void PipelinesPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &tokens = theme::tokens(palette());
    painter.fillRect(rect(), tokens.base);
    theme::paintHairline(painter, m_head->geometry(), Qt::BottomEdge, tokens.line2);
}

void PipelinesPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    adapt();
}

void PipelinesPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    adapt();
}

void PipelinesPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        adoptFont();
}

void PipelinesPage::adapt()
{
    m_editor->setNarrow(width() < narrowBelow * theme::textScale(font()));
}

void PipelinesPage::adoptFont()
{
    const qreal scale = theme::textScale(font());
    m_head->setFixedHeight(qRound(designHeadHeight * scale));
    m_list->setFixedWidth(qRound(listWidth * scale));
    m_title->setFont(theme::font(theme::FontRole::Title, font()));
    adapt();
}

} // namespace slipway::pipelines_page
