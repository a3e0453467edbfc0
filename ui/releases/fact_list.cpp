#include "releases_page/fact_list.h"

#include "theme/focus_ring.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/avatar.h"
#include "widgets/plain_words.h"
#include "widgets/sha_chip.h"

#include <QKeyEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollArea>
#include <QStandardItemModel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

constexpr int rowRole = Qt::UserRole + 1;
constexpr qreal rowHeight = 24;
constexpr qreal iconSize = 16;
constexpr qreal gap = 8;
/// Where before ends, the arrow stands and after begins, as shares of a row of Change.
constexpr qreal beforeEnd = 0.55;
constexpr qreal arrowAt = 0.58;
constexpr qreal afterBegin = 0.62;
constexpr qreal changeBegin = 0.82;

FactRow rowOf(const QModelIndex &index)
{
    return index.data(rowRole).value<FactRow>();
}

QFont textFont(const FactRow &row, const QFont &base)
{
    return theme::font(row.isMono ? theme::FontRole::Mono : theme::FontRole::Body, base);
}

QColor textColour(const FactRow &row, const theme::Tokens &tokens)
{
    if (row.isToned)
        return tokens.status(row.tone).fg;
    return row.isDim ? tokens.text3 : tokens.text;
}

void paintChange(QPainter &painter, const QRectF &rect, const FactRow &row, const QFont &base,
                 const theme::Tokens &tokens)
{
    const QFont figures = theme::tabular(theme::font(theme::FontRole::Body, base));
    QFont strong = theme::tabular(theme::font(theme::FontRole::BodyStrong, base));
    const auto part = [&rect](qreal from, qreal to) {
        return QRectF(rect.left() + from * rect.width(), rect.top(), (to - from) * rect.width(), rect.height());
    };
    const qreal beforeWidth = QFontMetricsF(figures).horizontalAdvance(row.before);
    QRectF name = part(0, beforeEnd);
    name.setRight(name.right() - beforeWidth - gap);
    theme::paintText(painter, name, row.text, theme::font(theme::FontRole::Body, base), tokens.text);
    theme::paintText(painter, part(beforeEnd - 0.3, beforeEnd), row.before, figures, tokens.text3,
                     Qt::AlignRight | Qt::AlignVCenter);
    theme::paintText(painter, part(arrowAt - 0.03, arrowAt + 0.03), u"→"_s, figures, tokens.text3, Qt::AlignCenter);
    theme::paintText(painter, part(afterBegin, changeBegin), row.after, strong, tokens.text);
    const bool isBad = row.tone == base::Status::Failure || row.tone == base::Status::Warning;
    theme::paintText(painter, part(changeBegin, 1), row.value, figures,
                     isBad ? tokens.status(row.tone).fg : tokens.text3, Qt::AlignRight | Qt::AlignVCenter);
}

/// Gives how much of the right side it took.
qreal paintRight(QPainter &painter, const QRectF &rect, const FactRow &row, const QFont &font,
                 const theme::Tokens &tokens, const QPalette &palette)
{
    if (!row.person.isEmpty()) {
        const qreal side = 20;
        widgets::paintAvatar(painter, QRectF(rect.right() - side, rect.center().y() - side / 2, side, side), row.person,
                             font, palette);
        return side + gap;
    }
    if (row.value.isEmpty())
        return 0;
    const QFont figures = theme::tabular(theme::font(theme::FontRole::Body, font));
    // The name goes first: a value takes no more than it leaves in the usual case.
    const qreal most = rect.width() * 0.6;
    QRectF place = rect;
    place.setLeft(rect.right() - most);
    return theme::paintText(painter, place, row.value, figures, tokens.text3, Qt::AlignRight | Qt::AlignVCenter) + gap;
}

void paintFact(QPainter &painter, QRectF rect, const FactRow &row, const QFont &font, const QPalette &palette)
{
    const auto &tokens = theme::tokens(palette);
    if (!row.icon.isEmpty()) {
        const QColor colour = row.tone == base::Status::Unknown ? tokens.text2 : tokens.status(row.tone).solid;
        theme::paintIcon(painter, QRectF(rect.left(), rect.center().y() - iconSize / 2, iconSize, iconSize), row.icon,
                         colour);
        rect.setLeft(rect.left() + iconSize + gap);
    }
    if (!row.sha.isEmpty()) {
        widgets::paintShaChip(painter, rect, row.sha, font, palette);
        rect.setLeft(rect.left() + widgets::shaChipSize(font).width() + gap);
    }
    rect.setRight(rect.right() - paintRight(painter, rect, row, font, tokens, palette));
    theme::paintText(painter, rect, row.text, textFont(row, font), textColour(row, tokens));
}

} // namespace

QString spoken(const FactRow &row)
{
    QStringList parts{row.text};
    if (row.kind == FactRow::Kind::Change)
        parts += FactList::tr("%1 before, %2 after").arg(row.before, row.after);
    for (const QString &part : {widgets::shortSha(row.sha), row.value, row.person})
        parts += part;
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

void FactDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const FactRow row = rowOf(index);
    const auto &tokens = theme::tokens(option.palette);
    const QRectF rect = option.rect;
    painter->save();
    painter->setClipRect(rect);
    if (option.state.testFlag(QStyle::State_MouseOver) && !row.page.isEmpty())
        theme::paintBox(*painter, rect.adjusted(0, 1, 0, -1), theme::textChipRadius, tokens.hover, {});
    if (row.beginsPart)
        theme::paintHairline(*painter, rect.adjusted(0, 5, 0, 0), Qt::TopEdge, tokens.line1);
    const QRectF content = rect.adjusted(3, row.beginsPart ? 10 : 0, -3, 0);
    switch (row.kind) {
    case FactRow::Kind::Change: paintChange(*painter, content, row, option.font, tokens); break;
    case FactRow::Kind::Fact: paintFact(*painter, content, row, option.font, option.palette); break;
    case FactRow::Kind::Prose:
        painter->setFont(textFont(row, option.font));
        painter->setPen(textColour(row, tokens));
        painter->drawText(content.adjusted(0, 3, 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, row.text);
        break;
    }
    if (theme::isKeyboardInUse() && option.state.testFlag(QStyle::State_HasFocus))
        theme::paintFocusRing(*painter, rect.adjusted(2, 2, -2, -2), theme::textChipRadius, tokens.focus);
    painter->restore();
}

QSize FactDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const FactRow row = rowOf(index);
    const int least = qRound(rowHeight * theme::textScale(option.font)) + (row.beginsPart ? 10 : 0);
    if (row.kind != FactRow::Kind::Prose)
        return {0, least};
    const auto *view = qobject_cast<const QListView *>(option.widget);
    const int width = std::max(60, (view ? view->viewport()->width() : 240) - 6);
    const QFontMetrics metrics(textFont(row, option.font));
    const QRect room(0, 0, width, 10'000);
    const int height = metrics.boundingRect(room, Qt::AlignLeft | Qt::TextWordWrap, row.text).height();
    return {0, std::max(least, height + 6 + (row.beginsPart ? 10 : 0))};
}

FactList::FactList(const QString &name, QWidget *parent)
    : QListView(parent)
    , m_model(new QStandardItemModel(this))
{
    setAccessibleName(name);
    setModel(m_model);
    setItemDelegate(new FactDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::NoSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    viewport()->setAutoFillBackground(false);
    setAutoFillBackground(false);
    const auto open = [this](const QModelIndex &index) {
        if (const QUrl page = rowOf(index).page; !page.isEmpty())
            emit pageRequested(page);
    };
    connect(this, &QListView::activated, this, open);
}

void FactList::setRows(const QList<FactRow> &rows)
{
    if (m_rows == rows)
        return;
    const int current = currentIndex().row();
    m_rows = rows;
    m_model->clear();
    for (const FactRow &row : rows) {
        auto *item = new QStandardItem(spoken(row));
        item->setData(QVariant::fromValue(row), rowRole);
        item->setToolTip(widgets::plainTip(row.tip.isEmpty() ? spoken(row) : row.tip));
        m_model->appendRow(item);
    }
    if (current >= 0 && !rows.isEmpty())
        setCurrentIndex(m_model->index(std::min(current, m_model->rowCount() - 1), 0));
    fit();
}

void FactList::fit()
{
    if (m_isFitting)
        return;
    m_isFitting = true;
    scheduleDelayedItemsLayout();
    int height = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        height += sizeHintForRow(row);
    setFixedHeight(height);
    setFocusPolicy(m_rows.isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
    m_isFitting = false;
}

void FactList::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        fit();
}

void FactList::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

void FactList::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (!currentIndex().isValid())
        setCurrentIndex(m_model->index(0, 0));
}

void FactList::keyPressEvent(QKeyEvent *event)
{
    // It is the page's, which closes the details; a list would look for it among the rows.
    if (event->key() == Qt::Key_Escape)
        event->ignore();
    else
        QListView::keyPressEvent(event);
}

void FactList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    // Coming here shows the list from its beginning; only moving on scrolls.
    if (!previous.isValid() || !hasFocus())
        return;
    for (QWidget *up = parentWidget(); up; up = up->parentWidget()) {
        auto *area = qobject_cast<QScrollArea *>(up);
        if (!area || !area->widget())
            continue;
        const QRect row = visualRect(current);
        const QPoint middle = mapTo(area->widget(), row.center());
        area->ensureVisible(middle.x(), middle.y(), 0, row.height());
        return;
    }
}

} // namespace slipway::releases_page
