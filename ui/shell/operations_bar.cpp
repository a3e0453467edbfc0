#include "shell/operations_bar.h"

#include "shell/operation_item.h"
#include "shell/top_bar_parts.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "widgets/popover.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

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
    , m_items(new QHBoxLayout)
    , m_idle(smallLabel(this))
    , m_time(smallLabel(this))
    , m_all(new QPushButton(tr("Operations"), this))
{
    setAccessibleName(tr("Operations"));
    setFixedHeight(std::max(28, fontMetrics().height() + 6));
    m_idle->setText(tr("Nothing is running"));
    m_all->setIcon(theme::icon(u"chevron-up-down"_s));
    m_all->setAccessibleName(tr("Running operations"));
    m_all->setToolTip(tr("Lists what is under way (Ctrl+J)"));
    m_all->setFont(theme::font(theme::FontRole::Small, font()));
    theme::setTone(*m_all, theme::Tone::Quiet);
    theme::setCompact(*m_all);
    connect(m_all, &QAbstractButton::clicked, this, &OperationsBar::openList);

    m_items->setSpacing(6);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(6, 1, 4, 0);
    row->setSpacing(8);
    row->addWidget(m_idle);
    row->addLayout(m_items);
    row->addStretch();
    row->addWidget(m_time);
    row->addWidget(new BarSeparator(this));
    row->addWidget(m_all);
    renewTime();
}

OperationsBar::~OperationsBar() = default;

void OperationsBar::setOperations(QList<RunningOperation> operations)
{
    if (m_operations == operations)
        return;
    const bool isSameWork =
        std::ranges::equal(m_operations, operations, {}, &RunningOperation::id, &RunningOperation::id);
    m_operations = std::move(operations);
    if (!isSameWork) {
        fill();
        return;
    }
    // In place: the keyboard may be there, and a mouse button down.
    for (qsizetype i = 0; i < m_shown.size(); ++i)
        m_shown[i]->setOperation(m_operations[i]);
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
    m_idle->setVisible(m_operations.isEmpty());
    int room = width() - m_time->sizeHint().width() - m_all->sizeHint().width() - 60;
    QWidget *before = this;
    for (const RunningOperation &operation : std::as_const(m_operations)) {
        auto *item = new OperationItem(operation, this);
        room -= item->sizeHint().width() + 14;
        if (room < 0) {
            delete item;
            break;
        }
        if (m_items->count() > 0)
            m_items->addWidget(new BarSeparator(this));
        m_items->addWidget(item);
        m_shown.append(item);
        setTabOrder(before, item);
        before = item;
        connect(item, &OperationItem::clicked, this, [this, id = operation.id] { open(id); });
    }
    // Made after it, they would come after it.
    setTabOrder(before, m_all);
    const auto hidden = static_cast<int>(m_operations.size() - m_shown.size());
    m_all->setText(hidden > 0 ? tr("Operations, %1 more").arg(hidden) : tr("Operations"));
}

void OperationsBar::open(const QString &id)
{
    const auto found = std::ranges::find(m_operations, id, &RunningOperation::id);
    if (found != m_operations.end() && found->page.isValid())
        emit operationOpened(found->page);
}

void OperationsBar::openList()
{
    auto *list = new widgets::Popover(this);
    list->setAttribute(Qt::WA_DeleteOnClose);
    list->setAccessibleName(tr("Running operations"));
    list->column()->setContentsMargins(8, 8, 8, 8);
    if (m_operations.isEmpty())
        list->column()->addWidget(new QLabel(tr("Nothing is running. Deploys and workflow runs appear here."), list));
    for (const RunningOperation &operation : std::as_const(m_operations)) {
        auto *item = new OperationItem(operation, list);
        item->setMinimumSize(std::max(320, item->sizeHint().width()), 28);
        list->column()->addWidget(item);
        connect(item, &OperationItem::clicked, this, [this, list, id = operation.id] {
            list->close();
            open(id);
        });
    }
    list->openAt(*m_all);
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
