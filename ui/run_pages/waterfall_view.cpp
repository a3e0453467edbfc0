#include "run_pages/waterfall_view.h"

#include "base/format.h"
#include "run_pages/words.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "theme/tokens.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

constexpr qreal jobHeight = 28;
constexpr qreal stepHeight = 22;
constexpr qreal nameWidth = 220;
constexpr qreal timeWidth = 56;

enum Role { BarRole = Qt::UserRole + 1, TotalRole };

runs::WaterfallBar barOf(const QModelIndex &index)
{
    return index.data(BarRole).value<runs::WaterfallBar>();
}

class BarDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const qreal height = barOf(index).step == 0 ? jobHeight : stepHeight;
        return {0, qRound(height * theme::textScale(option.font))};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &tokens = theme::tokens(option.palette);
        const qreal scale = theme::textScale(option.font);
        const runs::WaterfallBar bar = barOf(index);
        const QRectF row = option.rect;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected)
            painter->fillRect(row, tokens.selected);
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(row, tokens.hover);
        const bool isJob = bar.step == 0;
        const qreal indent = isJob ? 12 : 28;
        theme::paintIcon(*painter, QRectF(row.left() + indent, row.center().y() - 7, 14, 14),
                         theme::statusIcon(bar.status), tokens.status(bar.status).solid);
        const qreal names = std::min(nameWidth * scale, row.width() * 0.4);
        const QFont font = theme::font(isJob ? theme::FontRole::SmallStrong : theme::FontRole::Small, option.font);
        theme::paintText(*painter, QRectF(row.left() + indent + 20, row.top(), names - indent - 24, row.height()),
                         bar.name, font, tokens.text);
        const QRectF axis(row.left() + names, row.top(), row.width() - names - timeWidth * scale - 12, row.height());
        paintBar(*painter, axis, bar, index.data(TotalRole).toLongLong(), tokens);
        theme::paintText(*painter, QRectF(axis.right(), row.top(), timeWidth * scale, row.height()),
                         base::format::columnDuration(bar.took),
                         theme::tabular(theme::font(theme::FontRole::Small, option.font)), tokens.text2,
                         Qt::AlignRight | Qt::AlignVCenter);
        if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
            theme::paintFocusRing(*painter, row.adjusted(3, 3, -3, -3), theme::textChipRadius, tokens.focus);
        painter->restore();
    }

private:
    static void paintBar(QPainter &painter, const QRectF &axis, const runs::WaterfallBar &bar, qint64 total,
                         const theme::Tokens &tokens)
    {
        if (total <= 0)
            return;
        const auto at = [&](runs::milliseconds time) {
            return axis.left() + axis.width() * std::min(1.0, double(time.count()) / double(total));
        };
        const qreal height = bar.step == 0 ? 10 : 6;
        const qreal top = axis.center().y() - height / 2;
        const qreal begin = at(bar.begin);
        const qreal start = at(bar.begin + bar.queued);
        const qreal end = std::max(start + 2, at(bar.begin + bar.queued + bar.took));
        if (start > begin + 1)
            theme::paintBox(painter, QRectF(begin, top, start - begin, height), height / 2, tokens.band, tokens.line3);
        const QColor fill =
            bar.isCritical && bar.status == base::Status::Success ? tokens.focus : tokens.status(bar.status).solid;
        theme::paintBox(painter, QRectF(start, top, end - start, height), height / 2, fill, {});
    }
};

} // namespace

WaterfallView::WaterfallView(QWidget *parent)
    : QListView(parent)
    , m_model(new QStandardItemModel(this))
{
    setObjectName(u"waterfall"_s);
    setAccessibleName(tr("Waterfall of jobs and steps"));
    m_model->setColumnCount(1);
    setModel(m_model);
    setItemDelegate(new BarDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListView::clicked, this, &WaterfallView::choose);
}

void WaterfallView::choose(const QModelIndex &index)
{
    const runs::WaterfallBar bar = barOf(index);
    emit stepChosen(bar.node, bar.step);
}

void WaterfallView::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentIndex().isValid())
        choose(currentIndex());
    else
        QListView::keyPressEvent(event);
}

void WaterfallView::setBars(const QList<runs::WaterfallBar> &bars, runs::milliseconds total)
{
    m_model->setRowCount(static_cast<int>(bars.size()));
    for (int row = 0; row < bars.size(); ++row) {
        const runs::WaterfallBar &bar = bars.at(row);
        const QModelIndex index = m_model->index(row, 0);
        m_model->setData(index, QVariant::fromValue(bar), BarRole);
        m_model->setData(index, qint64(total.count()), TotalRole);
        const QString what = bar.step == 0 ? tr("job") : tr("step");
        m_model->setData(index,
                         tr("%1, %2, %3, after %4, took %5")
                             .arg(bar.name, what, words::status(bar.status), base::format::duration(bar.begin),
                                  base::format::duration(bar.took)),
                         Qt::AccessibleTextRole);
        m_model->setData(index, bar.name, Qt::DisplayRole);
    }
    viewport()->update();
}

} // namespace slipway::run_pages
