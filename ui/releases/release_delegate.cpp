#include "releases_page/release_delegate.h"

#include "base/format.h"
#include "releases/release_list_model.h"
#include "releases_page/detail_rows.h"
#include "theme/focus_ring.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "theme/tokens.h"
#include "widgets/avatar.h"
#include "widgets/environment_badge.h"
#include "widgets/plain_words.h"
#include "widgets/sha_chip.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

using releases::Release;
using Model = releases::ReleaseListModel;

constexpr qreal rowHeight = 30;
constexpr qreal iconSize = 16;
constexpr qreal padding = 8;

Release releaseOf(const QModelIndex &index)
{
    return index.data(Model::ReleaseRole).value<Release>();
}

QString iconOf(const Release &release)
{
    if (release.outcome == releases::Outcome::RolledBack)
        return u"status-rolled-back"_s;
    return theme::statusIcon(releases::statusOf(release));
}

QColor colourOf(const Release &release, const theme::Tokens &tokens)
{
    return release.outcome == releases::Outcome::RolledBack ? tokens.text2
                                                            : tokens.status(releases::statusOf(release)).solid;
}

/// "Failed, degraded, 4:48".
QString howOf(const Release &release)
{
    const bool isJustLive = release.isLive && release.outcome == releases::Outcome::Live;
    QStringList parts{isJustLive ? ReleaseDelegate::tr("Live") : releases::outcomeWord(release.outcome)};
    if (release.isLive && !isJustLive)
        parts += ReleaseDelegate::tr("live");
    if (release.verdict != releases::Verdict::None)
        parts += releases::verdictWord(release.verdict).toLower();
    if (release.servesAll && release.at.isValid() && release.at <= *release.servesAll)
        parts += base::format::columnDuration(releases::milliseconds(release.at.msecsTo(*release.servesAll)));
    if (const QString rest = releases::restOfNote(release); !rest.isEmpty())
        parts += rest;
    return parts.join(u", "_s);
}

void paintOutcome(QPainter &painter, QRectF rect, const Release &release, const QStyleOptionViewItem &option)
{
    const auto &tokens = theme::tokens(option.palette);
    theme::paintIcon(painter, QRectF(rect.left(), rect.center().y() - iconSize / 2, iconSize, iconSize),
                     iconOf(release), colourOf(release, tokens));
    rect.setLeft(rect.left() + iconSize + 6);
    theme::paintText(painter, rect, howOf(release), theme::tabular(theme::font(theme::FontRole::Body, option.font)),
                     tokens.text);
}

void paintPerson(QPainter &painter, QRectF rect, const QString &name, const QStyleOptionViewItem &option)
{
    const qreal side = 20;
    widgets::paintAvatar(painter, QRectF(rect.left(), rect.center().y() - side / 2, side, side), name, option.font,
                         option.palette);
    rect.setLeft(rect.left() + side + 6);
    theme::paintText(painter, rect, name, theme::font(theme::FontRole::Body, option.font),
                     theme::tokens(option.palette).text2);
}

void paintCommit(QPainter &painter, QRectF rect, const Release &release, const QStyleOptionViewItem &option)
{
    if (!release.sha.isEmpty()) {
        widgets::paintShaChip(painter, rect, release.sha, option.font, option.palette);
        rect.setLeft(rect.left() + widgets::shaChipSize(option.font).width() + 8);
    }
    theme::paintText(painter, rect, release.title, theme::font(theme::FontRole::Body, option.font),
                     theme::tokens(option.palette).text);
}

widgets::Environment environmentOf(const QString &id)
{
    if (id == "production"_L1)
        return widgets::Environment::Production;
    return id == "staging"_L1 ? widgets::Environment::Staging : widgets::Environment::Preview;
}

} // namespace

ReleaseDelegate::ReleaseDelegate(std::shared_ptr<base::Clock> clock, PersonName personName, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_clock(std::move(clock))
    , m_personName(std::move(personName))
{ }

QSize ReleaseDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {0, qRound(rowHeight * theme::textScale(option.font))};
}

void ReleaseDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &tokens = theme::tokens(option.palette);
    const QRectF rect = option.rect;
    painter->save();
    painter->setClipRect(rect);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->fillRect(rect, isSelected ? tokens.selected : isHovered ? tokens.hover : tokens.base);
    theme::paintHairline(*painter, rect, Qt::BottomEdge, tokens.line1);
    if (isSelected && index.column() == 0)
        painter->fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), tokens.focus);
    const qreal left = index.column() == 0 ? theme::gutter : padding;
    paintCell(*painter, rect.adjusted(left, 0, -padding / 2, -1), option, index);
    if (theme::isKeyboardInUse() && option.state.testFlag(QStyle::State_HasFocus))
        theme::paintFocusRing(*painter, rect.adjusted(3, 3, -3, -4), theme::textChipRadius, tokens.focus);
    painter->restore();
}

void ReleaseDelegate::paintCell(QPainter &painter, const QRectF &rect, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const auto &tokens = theme::tokens(option.palette);
    const Release release = releaseOf(index);
    const QFont body = theme::font(theme::FontRole::Body, option.font);
    const QFont figures = theme::tabular(body);
    switch (index.column()) {
    case Model::When: {
        const QDateTime now = m_clock->now();
        theme::paintText(painter, rect, base::format::time(release.at.toTimeZone(now.timeZone()), now), figures,
                         tokens.text2);
        return;
    }
    case Model::Environment:
        widgets::paintEnvironmentBadge(painter, rect, environmentOf(release.environment), option.font, option.palette);
        return;
    case Model::Version:
        theme::paintText(painter, rect, versionOf(release), theme::font(theme::FontRole::BodyStrong, option.font),
                         tokens.text);
        return;
    case Model::What: theme::paintText(painter, rect, releases::actWord(release.act), body, tokens.text2); return;
    case Model::How: paintOutcome(painter, rect, release, option); return;
    case Model::By:
        if (!release.actor.isEmpty())
            paintPerson(painter, rect, m_personName(release.actor), option);
        return;
    case Model::CommitColumn: paintCommit(painter, rect, release, option); return;
    default: theme::paintText(painter, rect, index.data(Model::AppNameRole).toString(), body, tokens.text);
    }
}

bool ReleaseDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const Release release = releaseOf(index);
    const QString tip =
        QStringList{release.title, howOf(release), release.at.toString(Qt::ISODate)}.join(u'\n').trimmed();
    QToolTip::showText(event->globalPos(), widgets::plainTip(tip), view);
    return true;
}

} // namespace slipway::releases_page
