#include "pipelines_page/workflow_list.h"

#include "pipelines_page/workflow_delegate.h"
#include "pipelines_page/workflow_entries.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

constexpr int headHeight = 48;

QToolButton *iconButton(const QString &icon, const QString &name)
{
    auto *button = new QToolButton;
    button->setIcon(theme::icon(icon));
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

} // namespace

WorkflowList::WorkflowList(WorkflowEntries *entries, QWidget *parent)
    : QWidget(parent)
    , m_entries(entries)
    , m_filtered(new QSortFilterProxyModel(this))
    , m_view(new QListView)
    , m_title(new QLabel(tr("Workflows")))
    , m_find(new QLineEdit)
    , m_filter(iconButton(u"action-filter"_s, tr("Find a workflow")))
    , m_repository(new QLabel)
    , m_state(new QLabel)
    , m_caption(new QLabel)
{
    m_filtered->setSourceModel(entries);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_view->setObjectName(u"workflows"_s);
    m_view->setAccessibleName(tr("Workflows"));
    m_view->setModel(m_filtered);
    m_view->setItemDelegate(new WorkflowDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->viewport()->setBackgroundRole(QPalette::AlternateBase);
    auto *column = new QVBoxLayout(this);
    // The line at the right edge is the list's own and stays free.
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_find);
    column->addWidget(m_view, 1);
    m_foot = makeFoot();
    column->addWidget(m_foot);
    m_find->hide();
    adoptFont();
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now) {
        if (now.isValid())
            Q_EMIT chosen(now.data(WorkflowEntries::PathRole).toString());
    });
    connect(m_find, &QLineEdit::textChanged, m_filtered, &QSortFilterProxyModel::setFilterFixedString);
}

QWidget *WorkflowList::makeHead()
{
    auto *head = new QWidget;
    head->setFixedHeight(headHeight);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(12, 0, 8, 0);
    row->setSpacing(4);
    row->addWidget(m_title, 1);
    m_filter->setCheckable(true);
    row->addWidget(m_filter);
    auto *fresh = iconButton(u"action-add"_s, tr("New workflow"));
    fresh->setToolTip(tr("New workflow (Ctrl+N)"));
    fresh->setObjectName(u"newWorkflow"_s);
    row->addWidget(fresh);
    m_find->setPlaceholderText(tr("Find a workflow"));
    m_find->setAccessibleName(tr("Find a workflow"));
    m_find->setClearButtonEnabled(true);
    connect(fresh, &QToolButton::clicked, this, &WorkflowList::newRequested);
    connect(m_filter, &QToolButton::toggled, this, [this](bool isOn) {
        m_find->setVisible(isOn);
        isOn ? m_find->setFocus() : m_find->clear();
    });
    return head;
}

QWidget *WorkflowList::makeFoot()
{
    auto *foot = new QWidget;
    auto *column = new QVBoxLayout(foot);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(2);
    for (QLabel *label : {m_repository, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        column->addWidget(label);
    }
    return foot;
}

void WorkflowList::setMiddle(const QString &caption, QWidget *widget)
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    m_caption->setText(caption);
    m_caption->setContentsMargins(12, 10, 12, 4);
    m_caption->setBuddy(widget);
    column->insertWidget(column->count() - 1, m_caption);
    column->insertWidget(column->count() - 1, widget);
    m_middle = widget;
}

void WorkflowList::setMiddleShown(bool shown)
{
    m_caption->setVisible(shown);
    m_middle->setVisible(shown);
}

void WorkflowList::setFoot(const QString &repository, const QString &state)
{
    m_repository->setText(repository);
    m_repository->setToolTip(widgets::plainTip(repository));
    m_state->setText(state);
    m_state->setToolTip(widgets::plainTip(state));
}

QString WorkflowList::currentPath() const
{
    return m_view->currentIndex().data(WorkflowEntries::PathRole).toString();
}

void WorkflowList::setCurrentPath(const QString &path)
{
    const QSignalBlocker quiet(m_view->selectionModel());
    m_view->setCurrentIndex(m_filtered->mapFromSource(m_entries->indexOf(path)));
    m_view->viewport()->update();
}

void WorkflowList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &tokens = theme::tokens(palette());
    painter.fillRect(rect(), tokens.header);
    theme::paintHairline(painter, rect(), Qt::RightEdge, tokens.line2);
    for (const QWidget *part : std::initializer_list<const QWidget *>{m_caption, m_foot})
        theme::paintHairline(painter, part->geometry(), Qt::TopEdge, tokens.line2);
}

void WorkflowList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        adoptFont();
}

void WorkflowList::adoptFont()
{
    m_title->setFont(theme::font(theme::FontRole::Section, font()));
    m_repository->setFont(theme::font(theme::FontRole::Mono, font()));
    m_state->setFont(theme::font(theme::FontRole::Small, font()));
    m_caption->setFont(theme::font(theme::FontRole::CaptionStrong, font()));
}

} // namespace slipway::pipelines_page
