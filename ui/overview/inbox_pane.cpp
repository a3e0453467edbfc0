#include "overview_page/inbox_pane.h"

#include "base/format.h"
#include "overview_page/inbox_entry.h"
#include "theme/paint.h"
#include "widgets/announce.h"
#include "widgets/message.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace slipway::overview_page {

namespace {

constexpr int designWidth = 342;
constexpr int headHeight = 48;
constexpr qreal headLeft = 15;
constexpr qreal pillHeight = 16;
/// More than a person can take in; the rest is counted.
constexpr int mostShown = 50;

} // namespace

InboxPane::InboxPane(overview::InboxModel *model, std::shared_ptr<base::Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_clock(std::move(clock))
    , m_fonts(font())
    , m_scroll(new QScrollArea(this))
    , m_rest(new QLabel)
    , m_empty(new widgets::EmptyState(tr("Nothing needs you."), {}, this))
{
    setAccessibleName(tr("Needs you"));
    setFocusPolicy(Qt::ClickFocus);
    auto *content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins({});
    m_column->setSpacing(0);
    m_rest->setMargin(theme::gutter);
    m_column->addWidget(m_rest);
    m_column->addStretch(1);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(content);
    // A scroll area makes its content fill itself; here the pane's own surface shows.
    content->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);

    connect(model, &QAbstractItemModel::modelReset, this, &InboxPane::sync);
    connect(model, &QAbstractItemModel::rowsInserted, this, &InboxPane::sync);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &InboxPane::sync);
    connect(model, &QAbstractItemModel::rowsMoved, this, &InboxPane::sync);
    connect(model, &QAbstractItemModel::dataChanged, this, &InboxPane::sync);
    sync();
}

int InboxPane::wantedWidth() const
{
    return m_fonts.px(designWidth);
}

void InboxPane::setIsDrawer(bool isDrawer)
{
    m_isDrawer = isDrawer;
}

void InboxPane::sync()
{
    const QSet<QString> before(m_entries.keyBegin(), m_entries.keyEnd());
    removeGone();
    const int shown = std::min(m_model->rowCount(), mostShown);
    for (int row = 0; row < shown; ++row)
        place(row);
    orderFocus(shown);
    if (!before.isEmpty())
        announceNew(before);
    const int rest = m_model->rowCount() - shown;
    m_rest->setText(tr("%1 more").arg(base::format::count(rest)));
    m_rest->setVisible(rest > 0);
    m_empty->setVisible(shown == 0);
    m_scroll->setVisible(shown > 0);
    update();
}

void InboxPane::place(int row)
{
    const overview::InboxItem &item = m_model->items().at(row);
    InboxEntry *entry = entryFor(item.id);
    entry->setItem(item, m_model->index(row).data(Qt::AccessibleTextRole).toString());
    if (m_column->indexOf(entry) != row) {
        m_column->removeWidget(entry);
        m_column->insertWidget(row, entry);
        entry->show();
    }
}

void InboxPane::orderFocus(int shown)
{
    // Entries made later would otherwise come after the whole window.
    QWidget *above = this;
    for (int row = 0; row < shown; ++row) {
        QWidget *target = m_entries.value(m_model->items().at(row).id)->focusTarget();
        setTabOrder(above, target);
        above = target;
    }
}

void InboxPane::announceNew(const QSet<QString> &before)
{
    for (const InboxEntry *entry : std::as_const(m_entries)) {
        const auto politeness = entry->isUrgent() ? QAccessible::AnnouncementPoliteness::Assertive
                                                  : QAccessible::AnnouncementPoliteness::Polite;
        if (!before.contains(entry->id()))
            widgets::announce(*this, entry->accessibleDescription(), politeness);
    }
}

InboxEntry *InboxPane::entryFor(const QString &id)
{
    InboxEntry *&entry = m_entries[id];
    if (!entry) {
        entry = new InboxEntry(m_clock, m_scroll->widget());
        connect(entry, &InboxEntry::openRequested, this, &InboxPane::openRequested);
    }
    return entry;
}

void InboxPane::removeGone()
{
    const auto items = m_model->items().first(std::min<qsizetype>(m_model->items().size(), mostShown));
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        if (std::ranges::contains(items, entry.key(), &overview::InboxItem::id)) {
            ++entry;
            continue;
        }
        m_column->removeWidget(*entry);
        (*entry)->hide();
        (*entry)->deleteLater();
        entry = m_entries.erase(entry);
    }
}

void InboxPane::focusFirst()
{
    if (m_model->rowCount() == 0) {
        setFocus(Qt::ShortcutFocusReason);
        return;
    }
    InboxEntry *first = m_entries.value(m_model->items().constFirst().id);
    first->focusTarget()->setFocus(Qt::ShortcutFocusReason);
    m_scroll->ensureWidgetVisible(first);
}

void InboxPane::refreshAges()
{
    for (InboxEntry *entry : std::as_const(m_entries))
        entry->update();
}

void InboxPane::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    theme::paintHairline(painter, rect(), Qt::LeftEdge, tokens.line2);
    const QRectF head(m_fonts.px(headLeft), 0, width() - m_fonts.px(headLeft), m_fonts.px(headHeight));
    theme::paintHairline(painter, QRectF(1, 0, width() - 1, head.height()), Qt::BottomEdge, tokens.line1);
    const qreal title = theme::paintText(painter, head, accessibleName(), m_fonts.section, tokens.text);
    if (m_model->rowCount() == 0)
        return;
    const QString count = base::format::count(m_model->rowCount());
    const qreal height = m_fonts.px(pillHeight);
    const qreal width = std::max(height, Fonts::width(m_fonts.captionStrong, count) + m_fonts.px(10));
    const QRectF pill(head.left() + title + m_fonts.px(8), head.center().y() - height / 2, width, height);
    theme::paintBox(painter, pill, height / 2, tokens.sunken, {});
    theme::paintText(painter, pill, count, m_fonts.captionStrong, tokens.text2, Qt::AlignCenter);
}

void InboxPane::keyPressEvent(QKeyEvent *event)
{
    if (m_isDrawer && event->key() == Qt::Key_Escape)
        emit closeRequested();
    else
        QWidget::keyPressEvent(event);
}

void InboxPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        m_fonts = Fonts(font());
    QWidget::changeEvent(event);
}

void InboxPane::resizeEvent(QResizeEvent *)
{
    const int head = m_fonts.px(headHeight);
    const QRect below(1, head, width() - 1, height() - head);
    m_scroll->setGeometry(below);
    m_empty->setGeometry(below);
}

} // namespace slipway::overview_page
