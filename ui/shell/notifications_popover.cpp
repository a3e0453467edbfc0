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

namespace slipway::shell {

namespace {

constexpr int rowHeight = 52;

class NotificationDelegate final : public QStyledItemDelegate
{
public:
    NotificationDelegate(const base::Clock &clock, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_clock(clock)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, std::max(rowHeight, 2 * option.fontMetrics.height() + 18)};
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
        const qreal half = (row.height() - 14) / 2;
        const QRectF first(row.left() + 42, row.top() + 7, row.width() - 42 - 14, half);
        const QFont small = theme::font(theme::FontRole::Small, option.font);
        const QDateTime now = m_clock.now().toLocalTime();
        const qreal used = theme::paintText(*painter, first, base::format::time(item.at, now), small, colours.text3,
                                            Qt::AlignRight | Qt::AlignVCenter);
        theme::paintText(*painter, first.adjusted(0, 0, -used - 8, 0), item.title,
                         theme::font(theme::FontRole::BodyStrong, option.font), colours.text);
        theme::paintText(*painter, first.translated(0, half), item.text, small, colours.text2);
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
    setFixedWidth(380);
    auto *title = new QLabel(tr("Notifications"), this);
    title->setFont(theme::font(theme::FontRole::Section));
    title->setContentsMargins(14, 10, 14, 8);
    column()->addWidget(title);
    if (model.rowCount() == 0) {
        auto *empty = new widgets::EmptyState(tr("Nothing happened yet. Failures and finished deploys appear here."), {},
                                              this);
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
    list->setFixedHeight(std::min(8, model.rowCount()) * rowHeight + 4);
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
