#include "overview_page/fact_table.h"

#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace slipway::overview_page {

FactTable::FactTable(QWidget *parent)
    : QTableView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
}

void FactTable::setHead(QHeaderView *head)
{
    head->setSectionResizeMode(QHeaderView::Fixed);
    head->setSectionsClickable(false);
    head->setHighlightSections(false);
    head->setStretchLastSection(true);
    head->setMinimumSectionSize(1);
    setHorizontalHeader(head);
}

void FactTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    const auto countRows = [this] {
        describeEmptiness();
        emit wantedHeightChanged();
    };
    connect(model, &QAbstractItemModel::rowsInserted, this, countRows);
    connect(model, &QAbstractItemModel::rowsRemoved, this, countRows);
    connect(model, &QAbstractItemModel::modelReset, this, countRows);
}

void FactTable::setEmptyWords(const QString &words)
{
    m_emptyWords = words;
    describeEmptiness();
}

void FactTable::describeEmptiness()
{
    const bool isEmpty = model() && model()->rowCount() == 0;
    setAccessibleDescription(isEmpty ? m_emptyWords : QString());
    viewport()->update();
}

void FactTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (model() && model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    theme::paintText(painter, QRectF(viewport()->rect()).adjusted(theme::gutter, 0, -theme::gutter, 0), m_emptyWords,
                     font(), theme::tokens(palette()).text3);
}

int FactTable::wantedHeight() const
{
    // Without rows, one row's height holds the words that say so.
    const int rows = model() ? std::max(model()->rowCount(), 1) : 0;
    return horizontalHeader()->height() + rows * verticalHeader()->defaultSectionSize();
}

void FactTable::addCopy(QMenu &menu, const QString &title, const QString &text)
{
    if (!text.isEmpty())
        connect(menu.addAction(title), &QAction::triggered, this, [this, text] { emit copyRequested(text); });
}

void FactTable::addOpen(QMenu &menu, const QString &title, const QUrl &page)
{
    if (!page.isEmpty())
        connect(menu.addAction(title), &QAction::triggered, this, [this, page] { emit openRequested(page); });
}

bool FactTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        return showTip(help->pos(), help->globalPos());
    }
    if (event->type() == QEvent::Leave)
        setHot({}, {});
    return QTableView::viewportEvent(event);
}

bool FactTable::showTip(const QPoint &spot, const QPoint &globalSpot)
{
    const QModelIndex index = indexAt(spot);
    const QString tip = index.isValid() ? tipAt(index, spot) : QString();
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(globalSpot, widgets::plainTip(tip), viewport(), visualRect(index));
    return true;
}

void FactTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        const QString text = currentIndex().isValid() ? copyTextOf(currentIndex()) : QString();
        if (!text.isEmpty())
            emit copyRequested(text);
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        open(currentIndex());
        return;
    }
    QTableView::keyPressEvent(event);
}

void FactTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    // Coming by keyboard, something must be current for the arrows to start from.
    if (!currentIndex().isValid() && model() && model()->rowCount() > 0)
        setCurrentIndex(model()->index(0, 0));
}

void FactTable::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint spot = event->position().toPoint();
    const QModelIndex index = indexAt(spot);
    setHot(index, index.isValid() ? targetAt(index, spot) : Target{});
    QTableView::mouseMoveEvent(event);
}

void FactTable::mousePressEvent(QMouseEvent *event)
{
    const QPoint spot = event->position().toPoint();
    const QModelIndex index = indexAt(spot);
    m_pressed = event->button() == Qt::LeftButton && index.isValid() ? targetAt(index, spot) : Target{};
    QTableView::mousePressEvent(event);
}

void FactTable::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    const QPoint spot = event->position().toPoint();
    const QModelIndex index = indexAt(spot);
    const Target pressed = std::exchange(m_pressed, {});
    if (!pressed.isEmpty() && index.isValid() && targetAt(index, spot) == pressed)
        follow(pressed);
}

void FactTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPoint spot = event->position().toPoint();
    const QModelIndex index = indexAt(spot);
    // On a target each click has done its work already.
    if (event->button() == Qt::LeftButton && index.isValid() && targetAt(index, spot).isEmpty())
        open(index);
}

void FactTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu, index);
    if (menu->isEmpty()) {
        delete menu;
        return;
    }
    menu->popup(byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

void FactTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        adoptFont();
        emit wantedHeightChanged();
    }
}

void FactTable::setHot(const QModelIndex &index, const Target &target)
{
    if (m_hotIndex == index && m_hot == target)
        return;
    const QModelIndex before = m_hotIndex;
    m_hotIndex = index;
    m_hot = target;
    viewport()->setCursor(target.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update(before);
    update(index);
}

void FactTable::follow(const Target &target)
{
    if (!target.copies.isEmpty())
        emit copyRequested(target.copies);
    else if (!target.page.isEmpty())
        emit openRequested(target.page);
}

void FactTable::open(const QModelIndex &index)
{
    const QUrl page = index.isValid() ? pageOf(index) : QUrl();
    if (!page.isEmpty())
        emit openRequested(page);
}

} // namespace slipway::overview_page
