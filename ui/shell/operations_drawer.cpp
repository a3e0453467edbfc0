#include "shell/operations_drawer.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/elided_label.h"
#include "widgets/plain_words.h"
#include "widgets/segmented_control.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::shell {

namespace {

constexpr int drawerHeight = 240;
constexpr int listWidth = 300;
constexpr int iconSize = 16;
constexpr int idRole = Qt::UserRole;

enum Part { Steps, Log, Nothing };
enum Column { TitleColumn, WordsColumn, TookColumn };

QIcon statusIcon(base::Status status, const QWidget &widget)
{
    const QColor colour = theme::tokens(widget.palette()).status(status).solid;
    return theme::iconPixmap(theme::statusIcon(status), iconSize, colour, widget.devicePixelRatioF());
}

QString wordsOf(const RunningOperation &operation)
{
    return operation.detail.isEmpty() ? operation.title : operation.title + u" · "_s + operation.detail;
}

void fillStep(QTreeWidgetItem &row, const OperationStep &step, const QWidget &widget)
{
    row.setIcon(TitleColumn, statusIcon(step.status, widget));
    row.setText(TitleColumn, step.title);
    row.setText(WordsColumn, step.words);
    row.setText(TookColumn, step.took);
    row.setTextAlignment(TookColumn, Qt::AlignRight | Qt::AlignVCenter);
    row.setForeground(WordsColumn, theme::tokens(widget.palette()).text2);
    row.setForeground(TookColumn, theme::tokens(widget.palette()).text2);
    row.setData(TitleColumn, Qt::AccessibleTextRole,
                QStringList{step.title, theme::statusWord(step.status), step.words, step.took}.join(u", "_s));
    row.setToolTip(WordsColumn, widgets::plainTip(step.words));
    row.setToolTip(TitleColumn, widgets::plainTip(step.title));
}

} // namespace

OperationsDrawer::OperationsDrawer(QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_title(new widgets::ElidedLabel(this))
    , m_detail(new QLabel(this))
    , m_parts(new widgets::SegmentedControl(this))
    , m_open(new QPushButton(tr("Open"), this))
    , m_abort(new QPushButton(tr("Abort…"), this))
    , m_close(new QPushButton(this))
    , m_stack(new QStackedWidget(this))
    , m_steps(new QTreeWidget(this))
    , m_log(new QPlainTextEdit(this))
    , m_nothing(new QLabel(this))
{
    setAccessibleName(tr("Operations drawer"));
    setFixedHeight(drawerHeight);
    m_list->setAccessibleName(tr("Operations under way and just ended"));
    m_list->setFixedWidth(listWidth);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_list, &QListWidget::currentRowChanged, this, &OperationsDrawer::showChosen);
    connect(m_list, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { emit openRequested(item->data(idRole).toString()); });

    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(makeHead());
    right->addWidget(makeContent(), 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 1, 0, 0);
    row->setSpacing(1);
    row->addWidget(m_list);
    row->addLayout(right, 1);
    showChosen();
}

QWidget *OperationsDrawer::makeHead()
{
    auto *head = new QWidget(this);
    m_parts->setSegments({tr("Steps"), tr("Log")});
    m_parts->setAccessibleName(tr("What is shown of the operation"));
    m_detail->setForegroundRole(QPalette::PlaceholderText);
    widgets::showAsWritten(*m_detail);
    m_close->setIcon(theme::icon(u"action-close"_s));
    m_close->setAccessibleName(tr("Close the drawer"));
    m_close->setToolTip(tr("Closes the drawer (Ctrl+J)"));
    theme::setTone(*m_close, theme::Tone::Quiet);
    for (QPushButton *button : {m_open, m_abort, m_close})
        theme::setCompact(*button);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(12, 6, 8, 6);
    row->setSpacing(8);
    row->addWidget(m_title);
    row->addWidget(m_detail, 1);
    row->addWidget(m_parts);
    row->addWidget(m_open);
    row->addWidget(m_abort);
    row->addWidget(m_close);
    connect(m_parts, &widgets::SegmentedControl::currentIndexChanged, this, &OperationsDrawer::showChosen);
    connect(m_close, &QPushButton::clicked, this, &OperationsDrawer::closeRequested);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const RunningOperation *operation = chosen())
            emit openRequested(operation->id);
    });
    connect(m_abort, &QPushButton::clicked, this, [this] {
        if (const RunningOperation *operation = chosen())
            emit abortRequested(operation->id);
    });
    return head;
}

QWidget *OperationsDrawer::makeContent()
{
    m_steps->setAccessibleName(tr("Steps"));
    m_steps->setColumnCount(3);
    m_steps->setHeaderHidden(true);
    m_steps->setRootIsDecorated(false);
    m_steps->setUniformRowHeights(true);
    m_steps->setFrameShape(QFrame::NoFrame);
    m_steps->header()->setStretchLastSection(false);
    m_steps->header()->setSectionResizeMode(TitleColumn, QHeaderView::Stretch);
    m_steps->header()->setSectionResizeMode(WordsColumn, QHeaderView::Stretch);
    m_steps->header()->setSectionResizeMode(TookColumn, QHeaderView::ResizeToContents);
    m_log->setAccessibleName(tr("Log"));
    m_log->setReadOnly(true);
    m_log->setFrameShape(QFrame::NoFrame);
    m_log->setFont(theme::font(theme::FontRole::Mono, font()));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    widgets::showAsWritten(*m_nothing);
    m_stack->addWidget(m_steps);
    m_stack->addWidget(m_log);
    m_stack->addWidget(m_nothing);
    return m_stack;
}

const RunningOperation *OperationsDrawer::chosen() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_operations.size() ? &m_operations[row] : nullptr;
}

void OperationsDrawer::setOperations(const QList<RunningOperation> &operations)
{
    if (m_operations == operations)
        return;
    const RunningOperation *before = chosen();
    const QString id = before ? before->id : QString();
    m_operations = operations;
    fillList();
    choose(id);
    showChosen();
}

void OperationsDrawer::fillList()
{
    const QSignalBlocker blocker(m_list);
    while (m_list->count() > m_operations.size())
        delete m_list->takeItem(m_list->count() - 1);
    while (m_list->count() < m_operations.size())
        m_list->addItem(new QListWidgetItem);
    for (int row = 0; row < m_list->count(); ++row) {
        const RunningOperation &operation = m_operations[row];
        QListWidgetItem &item = *m_list->item(row);
        item.setText(wordsOf(operation));
        item.setIcon(statusIcon(operation.status, *this));
        item.setData(idRole, operation.id);
        item.setToolTip(widgets::plainTip(wordsOf(operation)));
        item.setData(Qt::AccessibleTextRole,
                     QStringList{operation.title, theme::statusWord(operation.status), operation.detail}.join(u", "_s));
    }
}

void OperationsDrawer::choose(const QString &id)
{
    const auto found = std::ranges::find(m_operations, id, &RunningOperation::id);
    if (m_operations.isEmpty())
        return;
    m_list->setCurrentRow(found == m_operations.end() ? 0 : static_cast<int>(found - m_operations.begin()));
}

void OperationsDrawer::takeKeyboard()
{
    if (!chosen())
        choose({});
    (m_operations.isEmpty() ? static_cast<QWidget *>(m_close) : m_list)->setFocus();
}

void OperationsDrawer::showChosen()
{
    const RunningOperation *operation = chosen();
    m_title->setText(operation ? operation->title : QString());
    m_detail->setText(operation ? operation->detail : QString());
    m_parts->setVisible(operation != nullptr);
    m_open->setVisible(operation != nullptr);
    m_abort->setVisible(operation && operation->canAbort);
    if (!operation) {
        m_nothing->setText(tr("Nothing is running. Deploys and workflow runs appear here."));
        m_stack->setCurrentIndex(Nothing);
        return;
    }
    const bool isLog = m_parts->currentIndex() == Log;
    const bool isEmpty = isLog ? operation->log.isEmpty() : operation->steps.isEmpty();
    m_nothing->setText(isLog ? tr("Nothing was said yet.") : tr("Its steps are shown where it runs. Open it there."));
    m_stack->setCurrentIndex(isEmpty ? Nothing : isLog ? Log : Steps);
    fillSteps(*operation);
    const QString log = operation->log.join(u'\n');
    if (m_log->toPlainText() != log) {
        m_log->setPlainText(log);
        m_log->verticalScrollBar()->setValue(m_log->verticalScrollBar()->maximum());
    }
}

void OperationsDrawer::fillSteps(const RunningOperation &operation)
{
    while (m_steps->topLevelItemCount() > operation.steps.size())
        delete m_steps->takeTopLevelItem(m_steps->topLevelItemCount() - 1);
    while (m_steps->topLevelItemCount() < operation.steps.size())
        m_steps->addTopLevelItem(new QTreeWidgetItem);
    for (int row = 0; row < m_steps->topLevelItemCount(); ++row)
        fillStep(*m_steps->topLevelItem(row), operation.steps[row], *this);
}

void OperationsDrawer::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.base);
    theme::paintHairline(painter, rect(), Qt::TopEdge, colours.line2);
    painter.fillRect(QRect(listWidth, 1, 1, height() - 1), colours.line1);
}

void OperationsDrawer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        emit closeRequested();
    else
        QWidget::keyPressEvent(event);
}

void OperationsDrawer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    fillList();
    showChosen();
}

} // namespace slipway::shell
