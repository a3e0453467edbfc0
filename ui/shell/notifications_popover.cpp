#include "shell/notifications_popover.h"

#include "base/clock.h"
#include "base/format.h"
#include "shell/notifications.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "widgets/message.h"

#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace slipway::shell {

namespace {

constexpr int rowHeight = 52;
constexpr int popoverWidth = 380;
constexpr int textLeft = 42;
constexpr int textRight = 14;
constexpr int textWidth = popoverWidth - 2 - textLeft - textRight;
/// What a message says to do stands at its end, so it is not cut after a line.
constexpr int mostLines = 3;
constexpr int mostRows = 8;

int titleHeight(const QFont &base)
{
    return std::max(19, QFontMetrics(base).height() + 2);
}

int textHeight(const QString &text, const QFont &base)
{
    const QFontMetrics metrics(theme::font(theme::FontRole::Small, base));
    const int wanted = metrics.boundingRect(QRect(0, 0, textWidth, 1000), Qt::TextWordWrap, text).height();
    return std::clamp(wanted, metrics.height(), mostLines * metrics.lineSpacing());
}

class NotificationDelegate final : public QStyledItemDelegate
{
public:
    NotificationDelegate(const base::Clock &clock, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_clock(clock)
    { }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto item = index.data(NotificationModel::NotificationRole).value<Notification>();
        return {0, std::max(rowHeight, titleHeight(option.font) + textHeight(item.text, option.font) + 18)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const theme::Tokens &colours = theme::tokens(option.palette);
        const auto item = index.data(NotificationModel::NotificationRole).value<Notification>();
        painter->save();
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, colours.selected);
        else if (option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(option.rect, colours.hover);
        const QRectF row(option.rect);
        theme::paintIcon(*painter, QRectF(row.left() + 14, row.top() + 10, 16, 16), theme::statusIcon(item.tone),
                         colours.status(item.tone).solid);
        const QRectF first(row.left() + textLeft, row.top() + 8, row.width() - textLeft - textRight,
                           titleHeight(option.font));
        const QFont small = theme::font(theme::FontRole::Small, option.font);
        const QDateTime now = m_clock.now().toLocalTime();
        const qreal used = theme::paintText(*painter, first, base::format::time(item.at, now), small, colours.text3,
                                            Qt::AlignRight | Qt::AlignVCenter);
        theme::paintText(*painter, first.adjusted(0, 0, -used - 8, 0), item.title,
                         theme::font(theme::FontRole::BodyStrong, option.font), colours.text);
        const QRectF below(first.left(), first.bottom(), first.width(), textHeight(item.text, option.font));
        painter->setFont(small);
        painter->setPen(colours.text2);
        painter->drawText(below, Qt::TextWordWrap, item.text);
        theme::paintHairline(*painter, row, Qt::BottomEdge, colours.line1);
        painter->restore();
    }

private:
    const base::Clock &m_clock;
};

} // namespace

NotificationsPopover::NotificationsPopover(NotificationModel &model, const base::Clock &clock, QWidget *parent)
    : Popover(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Notifications"));
    setFixedWidth(popoverWidth);
    auto *title = new QLabel(tr("Notifications"), this);
    title->setFont(theme::font(theme::FontRole::Section));
    title->setContentsMargins(14, 10, 14, 8);
    column()->addWidget(title);
    if (model.rowCount() == 0) {
        auto *empty =
            new widgets::EmptyState(tr("Nothing happened yet. Failures and finished deploys appear here."), {}, this);
        empty->setFixedHeight(120);
        column()->addWidget(empty);
        return;
    }
    auto *list = new QListView(this);
    list->setAccessibleName(tr("Notifications"));
    list->setFrameShape(QFrame::NoFrame);
    list->setModel(&model);
    list->setItemDelegate(new NotificationDelegate(clock, list));
    list->setMouseTracking(true);
    int height = 0;
    for (int row = 0; row < std::min(mostRows, model.rowCount()); ++row)
        height += list->sizeHintForRow(row);
    list->setFixedHeight(height);
    // The last row keeps clear of the round corners.
    column()->setContentsMargins(1, 1, 1, 8);
    list->setCurrentIndex(model.index(0));
    column()->addWidget(list);
    setFocusProxy(list);
    connect(list, &QListView::activated, this, [this](const QModelIndex &index) {
        const auto item = index.data(NotificationModel::NotificationRole).value<Notification>();
        close();
        if (item.page.isValid())
            emit pageRequested(item.page);
    });
}

} // namespace slipway::shell
