#include "shell/operations_bar.h"

#include "shell/icon_button.h"
#include "shell/operation_item.h"
#include "shell/operations_drawer.h"
#include "shell/top_bar_parts.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "widgets/plain_words.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>
#include <tuple>

using namespace Qt::StringLiterals;

namespace slipway::shell {

namespace {

QString timeWithZone(const QDateTime &time)
{
    return QLocale().toString(time, u"ddd d MMM yyyy, HH:mm "_s) + time.timeZoneAbbreviation();
}

QLabel *smallLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setFont(theme::font(theme::FontRole::Small, parent->font()));
    return label;
}

} // namespace

OperationsBar::OperationsBar(base::Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_drawer(new OperationsDrawer(this))
    , m_row(new QWidget(this))
    , m_items(new QHBoxLayout)
    , m_idle(smallLabel(this))
    , m_time(smallLabel(this))
    , m_all(new QPushButton(tr("Operations"), this))
{
    setAccessibleName(tr("Operations"));
    m_drawer->hide();
    connect(m_drawer, &OperationsDrawer::closeRequested, this, &OperationsBar::closeDrawer);
    connect(m_drawer, &OperationsDrawer::abortRequested, this, &OperationsBar::abortRequested);
    connect(m_drawer, &OperationsDrawer::openRequested, this, &OperationsBar::open);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_drawer);
    column->addWidget(makeRow());
    setFixedHeight(m_row->height());
    renewTime();
}

QWidget *OperationsBar::makeRow()
{
    m_row->setFixedHeight(std::max(28, fontMetrics().height() + 6));
    m_idle->setText(tr("Nothing is running"));
    m_all->setIcon(theme::icon(u"chevron-up-down"_s));
    m_all->setAccessibleName(tr("Running operations"));
    m_all->setToolTip(tr("Shows what is under way (Ctrl+J)"));
    m_all->setFont(theme::font(theme::FontRole::Small, font()));
    theme::setTone(*m_all, theme::Tone::Quiet);
    theme::setCompact(*m_all);
    connect(m_all, &QAbstractButton::clicked, this, &OperationsBar::openList);
    m_items->setSpacing(6);
    auto *row = new QHBoxLayout(m_row);
    row->setContentsMargins(6, 1, 4, 0);
    row->setSpacing(8);
    row->addWidget(m_idle);
    row->addLayout(m_items);
    row->addStretch();
    row->addWidget(m_time);
    row->addWidget(new BarSeparator(this));
    row->addWidget(m_all);
    return m_row;
}

OperationsBar::~OperationsBar() = default;

QList<RunningOperation> OperationsBar::underWay() const
{
    QList<RunningOperation> result;
    std::ranges::remove_copy_if(m_operations, std::back_inserter(result), &RunningOperation::isOver);
    return result;
}

void OperationsBar::setOperations(QList<RunningOperation> operations)
{
    if (m_operations == operations)
        return;
    const auto identity = [](const RunningOperation &one) { return std::tuple(one.id, one.canAbort, one.isOver); };
    const bool isSameWork = std::ranges::equal(m_operations, operations, {}, identity, identity);
    m_operations = std::move(operations);
    m_drawer->setOperations(m_operations);
    if (!isSameWork) {
        fill();
        return;
    }
    // In place: the keyboard may be there, and a mouse button down.
    const QList<RunningOperation> shown = underWay();
    for (qsizetype i = 0; i < m_shown.size(); ++i)
        m_shown[i]->setOperation(shown[i]);
}

void OperationsBar::clear()
{
    m_shown.clear();
    while (QLayoutItem *item = m_items->takeAt(0)) {
        if (QWidget *old = item->widget()) {
            old->hide();
            old->deleteLater();
        }
        delete item;
    }
}

void OperationsBar::fill()
{
    clear();
    const QList<RunningOperation> shown = underWay();
    m_idle->setVisible(shown.isEmpty());
    int room = width() - m_time->sizeHint().width() - m_all->sizeHint().width() - 60;
    QWidget *before = this;
    for (const RunningOperation &operation : shown) {
        auto *item = new OperationItem(operation, m_row);
        room -= item->sizeHint().width() + 14 + (operation.canAbort ? 34 : 0);
        if (room < 0) {
            delete item;
            break;
        }
        add(*item, operation, before);
    }
    // Made after it, they would come after it.
    setTabOrder(before, m_all);
    const auto hidden = static_cast<int>(shown.size() - m_shown.size());
    m_all->setText(hidden > 0 ? tr("Operations, %1 more").arg(hidden) : tr("Operations"));
}

void OperationsBar::add(OperationItem &item, const RunningOperation &operation, QWidget *&before)
{
    if (m_items->count() > 0)
        m_items->addWidget(new BarSeparator(m_row));
    m_items->addWidget(&item);
    m_shown.append(&item);
    setTabOrder(before, &item);
    before = &item;
    connect(&item, &OperationItem::clicked, this, [this, id = operation.id] { openDrawer(id); });
    if (!operation.canAbort)
        return;
    auto *abort = new IconButton(u"action-abort"_s, tr("Abort %1").arg(operation.title), {}, m_row);
    abort->setToolTip(widgets::plainTip(abort->accessibleName()));
    m_items->addWidget(abort);
    setTabOrder(before, abort);
    before = abort;
    connect(abort, &QAbstractButton::clicked, this, [this, id = operation.id] { emit abortRequested(id); });
}

void OperationsBar::open(const QString &id)
{
    const auto found = std::ranges::find(m_operations, id, &RunningOperation::id);
    if (found == m_operations.end())
        return;
    if (found->page.isValid())
        emit operationOpened(found->page);
    else
        emit operationRequested(id);
}

void OperationsBar::openDrawer(const QString &id)
{
    setFixedHeight(m_row->height() + m_drawer->height());
    m_drawer->show();
    m_drawer->choose(id);
    m_drawer->takeKeyboard();
}

void OperationsBar::closeDrawer()
{
    const bool hadKeyboard = m_drawer->isAncestorOf(QApplication::focusWidget());
    m_drawer->hide();
    setFixedHeight(m_row->height());
    if (hadKeyboard)
        m_all->setFocus();
}

bool OperationsBar::isDrawerOpen() const
{
    return m_drawer->isVisibleTo(this);
}

void OperationsBar::openList()
{
    if (isDrawerOpen())
        closeDrawer();
    else
        openDrawer();
}

void OperationsBar::renewTime()
{
    const QDateTime now = m_clock.now().toLocalTime();
    m_time->setText(timeWithZone(now));
    m_time->setToolTip(now.toString(Qt::ISODate));
    m_nextMinute.reset();
    if (isVisible())
        m_nextMinute = m_clock.alarm(base::milliseconds{60'000 - now.time().msecsSinceStartOfDay() % 60'000},
                                     [this] { renewTime(); });
}

QWidget *OperationsBar::focusTarget() const
{
    return m_all;
}

void OperationsBar::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.window);
    theme::paintHairline(painter, rect(), Qt::TopEdge, colours.line2);
}

void OperationsBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != width())
        fill();
}

void OperationsBar::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    renewTime();
}

void OperationsBar::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_nextMinute.reset();
}

} // namespace slipway::shell
