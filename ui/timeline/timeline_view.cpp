#include "timeline/timeline_view.h"

#include "timeline/timeline_private.h"
#include "timeline/words.h"
#include "widgets/announce.h"

#include <QPainter>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace slipway::timeline {

namespace {

constexpr double usualSpan = 2.5 * 86'400'000;

} // namespace

TimelineView::TimelineView(std::shared_ptr<base::Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_d(std::make_unique<Private>(*this, std::move(clock)))
{
    installAccessibility();
    setAccessibleName(tr("Timeline of releases"));
    setAccessibleDescription(
        tr("Arrow keys go from marker to marker and from lane to lane, Enter opens, R rolls back."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(320, 160);
    m_d->bar = new QScrollBar(Qt::Vertical, this);
    m_d->bar->setAccessibleName(tr("Scroll lanes"));
    m_d->bar->hide();
    connect(m_d->bar, &QScrollBar::valueChanged, this, [this](int value) {
        if (value == static_cast<int>(m_d->board.scroll()))
            return;
        m_d->board.setScroll(value);
        update();
    });
    m_d->board.now = m_d->clock->now().toLocalTime();
    m_d->board.scale.set(0, usualSpan);
    m_d->layOut();
    m_d->placeNow();
}

TimelineView::~TimelineView() = default;

void TimelineView::setHistory(std::shared_ptr<const releases::History> history)
{
    const bool isSame = history == m_d->history || (history && m_d->history && *history == *m_d->history);
    m_d->history = std::move(history);
    if (!isSame)
        m_d->rebuild();
}

void TimelineView::setFilter(const Filter &filter)
{
    if (filter == m_d->filter)
        return;
    m_d->filter = filter;
    m_d->rebuild();
}

void TimelineView::setProposal(const QString &fromId, const QString &toId)
{
    m_d->board.proposedFrom = fromId;
    m_d->board.proposedTo = toId;
    update();
}

void TimelineView::setSlow(const QHash<QString, QString> &words)
{
    if (words == m_d->board.slow)
        return;
    m_d->board.slow = words;
    update();
}

QString TimelineView::selected() const
{
    return m_d->board.current.isMark ? QString() : m_d->board.current.id;
}

void TimelineView::select(const QString &releaseId)
{
    m_d->setCurrent({false, releaseId});
    const double before = m_d->board.scale.span();
    const Place place = releaseId.isEmpty() ? Place() : m_d->board.chronicle.placeOf(releaseId, false);
    if (place.isNull())
        return;
    const Scale shown = m_d->board.scale;
    m_d->board.reveal(place);
    if (!(shown == m_d->board.scale))
        m_d->followsNow = false;
    m_d->viewMoved(before);
}

void TimelineView::setSpan(std::chrono::milliseconds span)
{
    const Scale &scale = m_d->board.scale;
    const double before = scale.span();
    const double wanted = boundedSpan(static_cast<double>(span.count()));
    const qreal now = m_d->board.nowX();
    if (m_d->followsNow) {
        m_d->board.scale.set(scale.from(), wanted);
        m_d->placeNow();
    } else {
        // What a person works towards is mostly now: it stays where it is, when it is in sight.
        const bool isNowInSight = now >= scale.left() && now <= scale.right();
        m_d->board.scale.zoom(wanted / before, isNowInSight ? now : (scale.left() + scale.right()) / 2);
    }
    m_d->viewMoved(before);
}

std::chrono::milliseconds TimelineView::span() const
{
    return std::chrono::milliseconds(qRound64(m_d->board.scale.span()));
}

void TimelineView::goToNow()
{
    m_d->followsNow = true;
    m_d->board.now = m_d->clock->now().toLocalTime();
    m_d->placeNow();
    m_d->viewMoved(m_d->board.scale.span());
}

void TimelineView::goTo(const QDateTime &at)
{
    if (!at.isValid())
        return;
    m_d->followsNow = false;
    const double span = m_d->board.scale.span();
    m_d->board.scale.set(static_cast<double>(instantOf(at)) - span / 2, span);
    m_d->viewMoved(span);
}

QDateTime TimelineView::shownSince() const
{
    return QDateTime::fromMSecsSinceEpoch(static_cast<Instant>(m_d->board.scale.from()), QTimeZone::UTC);
}

void TimelineView::setPast(Past past)
{
    if (past == m_d->past)
        return;
    m_d->past = past;
    widgets::announce(*this, Words::past(past));
    update();
}

Past TimelineView::past() const
{
    return m_d->past;
}

void TimelineView::setMotionReduced(bool reduced)
{
    m_d->isMotionReduced = reduced;
    update();
}

QByteArray TimelineView::saveView() const
{
    const Scale &scale = m_d->board.scale;
    const QDateTime middle =
        QDateTime::fromMSecsSinceEpoch(static_cast<Instant>(scale.from() + scale.span() / 2), QTimeZone::UTC);
    const QByteArray at = m_d->followsNow ? "now"_ba : middle.toString(Qt::ISODate).toLatin1();
    return at + ' ' + QByteArray::number(qRound64(scale.span()));
}

void TimelineView::restoreView(const QByteArray &view)
{
    const QList<QByteArray> parts = view.split(' ');
    if (parts.size() != 2)
        return;
    bool isNumber = false;
    const qint64 span = parts.at(1).toLongLong(&isNumber);
    const QDateTime middle = QDateTime::fromString(QString::fromLatin1(parts.at(0)), Qt::ISODate);
    if (!isNumber || span <= 0 || (parts.at(0) != "now" && !middle.isValid()))
        return;
    setSpan(std::chrono::milliseconds(span));
    if (middle.isValid())
        goTo(middle);
    else
        goToNow();
}

} // namespace slipway::timeline
