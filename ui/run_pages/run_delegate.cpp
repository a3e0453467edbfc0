#include "run_pages/run_delegate.h"

#include "base/format.h"
#include "run_pages/words.h"
#include "runs/run_list.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "theme/tokens.h"
#include "widgets/avatar.h"
#include "widgets/plain_words.h"
#include "widgets/sha_chip.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTimeZone>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

constexpr qreal rowHeight = 44;

runs::RunFact factOf(const QModelIndex &index)
{
    return index.data(runs::RunList::RunRole).value<runs::RunFact>();
}

} // namespace

RunDelegate::RunDelegate(std::shared_ptr<base::Clock> clock, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_clock(std::move(clock))
{ }

QSize RunDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {0, qRound(rowHeight * theme::textScale(option.font))};
}

void RunDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &tokens = theme::tokens(option.palette);
    const qreal scale = theme::textScale(option.font);
    const runs::RunFact run = factOf(index);
    const QRectF row = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(row, tokens.selected);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(row, tokens.hover);
    const qreal iconSize = 16;
    theme::paintIcon(*painter, QRectF(row.left() + 12, row.top() + 6 * scale, iconSize, iconSize),
                     theme::statusIcon(run.status), tokens.status(run.status).solid);
    const qreal avatar = 20;
    const QRectF disc(row.right() - 8 - avatar, row.center().y() - avatar / 2, avatar, avatar);
    if (!run.actor.isEmpty())
        widgets::paintAvatar(*painter, disc, run.actor, option.font, option.palette);
    const qreal left = row.left() + 12 + iconSize + 7;
    const qreal width = disc.left() - 4 - left;
    const qreal half = row.height() / 2;
    theme::paintText(*painter, QRectF(left, row.top() + 4 * scale, width, half - 4 * scale), run.title,
                     theme::font(theme::FontRole::BodyStrong, option.font), tokens.text);
    const QFont caption = theme::tabular(theme::font(theme::FontRole::Caption, option.font));
    QFont mono = caption;
    mono.setFamilies(theme::font(theme::FontRole::Mono, option.font).families());
    const QRectF line(left, row.top() + half, width, half - 4 * scale);
    const QString which = u"#%1 · %2"_s.arg(QString::number(run.number), widgets::shortSha(run.sha));
    const qreal used = theme::paintText(*painter, line, which, mono, tokens.text2);
    const QString took = u" · "_s + base::format::columnDuration(run.took(m_clock->now()));
    theme::paintText(*painter, line.adjusted(used, 0, 0, 0), took, caption, tokens.text2);
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
        theme::paintFocusRing(*painter, row.adjusted(3, 3, -3, -3), theme::controlRadius, tokens.focus);
    painter->restore();
}

bool RunDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                            const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), widgets::plainTip(spoken(index)));
    return true;
}

QString RunDelegate::spoken(const QModelIndex &index) const
{
    const runs::RunFact run = factOf(index);
    const QDateTime now = m_clock->now();
    return tr("%1, run #%2 of %3, %4, %5 by %6, %7")
        .arg(run.title, QString::number(run.number), run.workflow, words::runStatus(run, now), words::cause(run),
             run.actor, base::format::time(run.createdAt.toTimeZone(now.timeZone()), now));
}

} // namespace slipway::run_pages
