#include "shell/sync_indicator.h"

#include "base/format.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"

#include <QAccessible>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::shell {

namespace {

constexpr int barWidth = 40;

QFont wordsFont(const QFont &base)
{
    return theme::tabular(theme::font(theme::FontRole::Small, base));
}

double share(const refresh::CallsLeft &calls)
{
    return calls.limit > 0 ? static_cast<double>(calls.remaining) / static_cast<double>(calls.limit) : 1;
}

} // namespace

SyncIndicator::SyncIndicator(base::Clock &clock, QWidget *parent)
    : QAbstractButton(parent)
    , m_clock(clock)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    renew();
}

SyncIndicator::~SyncIndicator() = default;

void SyncIndicator::setState(const refresh::SyncState &state)
{
    const bool isNews = m_state.kind != state.kind;
    m_state = state;
    renew();
    // Only what stops the facts from being fresh is worth interrupting somebody for.
    if (!isNews || m_words.tone == base::Status::Success || m_words.tone == base::Status::Running)
        return;
    QAccessibleAnnouncementEvent announcement(this, m_words.words);
    QAccessible::updateAccessibility(&announcement);
}

void SyncIndicator::renew()
{
    m_next.reset();
    m_words = syncWords(m_state, m_clock.now().toLocalTime());
    setAccessibleName(m_words.words);
    setAccessibleDescription(m_words.detail);
    setToolTip(m_words.detail.isEmpty() ? tr("Sync now (F5)") : tr("%1\nSync now (F5)").arg(m_words.detail));
    if (isVisible() && m_words.validFor.count() > 0)
        m_next = m_clock.alarm(m_words.validFor, [this] { renew(); });
    updateGeometry();
    update();
}

QSize SyncIndicator::sizeHint() const
{
    const QFontMetrics metrics(wordsFont(font()));
    // Room for the usual words, so that what is beside it does not move with every change.
    const int usual = metrics.horizontalAdvance(tr("Synced 59 min ago"));
    return {16 + 6 + std::max(metrics.horizontalAdvance(m_words.words), usual) + 8, 28};
}

void SyncIndicator::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    if (underMouse())
        theme::paintBox(painter, rect(), theme::controlRadius, colours.hover, {});
    const bool isWell = m_words.tone == base::Status::Success || m_words.tone == base::Status::Skipped;
    const QFontMetrics metrics(wordsFont(font()));
    const qreal left = std::max(0, width() - 8 - 22 - metrics.horizontalAdvance(m_words.words));
    theme::paintIcon(painter, QRectF(left + 2, 0, 16, height()), m_words.icon, colours.status(m_words.tone).solid);
    theme::paintText(painter, QRectF(rect()).adjusted(left + 23, 0, -2, 0), m_words.words, wordsFont(font()),
                     isWell ? colours.text2 : colours.status(m_words.tone).fg);
}

void SyncIndicator::showEvent(QShowEvent *event)
{
    QAbstractButton::showEvent(event);
    renew();
}

void SyncIndicator::hideEvent(QHideEvent *event)
{
    QAbstractButton::hideEvent(event);
    m_next.reset();
}

CallsGauge::CallsGauge(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("API calls left"));
    hide();
}

void CallsGauge::setCalls(const QList<refresh::CallsLeft> &calls)
{
    setVisible(!calls.isEmpty());
    if (calls.isEmpty())
        return;
    m_scarcest = *std::ranges::min_element(calls, {}, share);
    QStringList lines;
    for (const refresh::CallsLeft &each : calls)
        lines.append(tr("%1: %2 of %3 calls left")
                         .arg(each.provider, base::format::count(each.remaining), base::format::count(each.limit)));
    setToolTip(lines.join(u'\n'));
    setAccessibleName(lines.join(u", "_s));
    updateGeometry();
    update();
}

QSize CallsGauge::sizeHint() const
{
    const QFontMetrics metrics(wordsFont(font()));
    return {16 + 6 + metrics.horizontalAdvance(base::format::count(m_scarcest.remaining)) + 8 + barWidth, 28};
}

void CallsGauge::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    const bool isScarce = share(m_scarcest) < 0.1;
    const QColor words = isScarce ? colours.warning.fg : colours.text2;
    theme::paintIcon(painter, QRectF(0, 0, 16, height()), u"status-rate-limited"_s,
                     isScarce ? colours.warning.solid : colours.text3);
    theme::paintText(painter, QRectF(22, 0, width() - 22.0 - barWidth, height()),
                     base::format::count(m_scarcest.remaining), wordsFont(font()), words);
    const QRectF track(width() - barWidth, height() / 2.0 - 1.5, barWidth, 3);
    theme::paintBox(painter, track, 1.5, colours.line2, {});
    QRectF left = track;
    left.setWidth(barWidth * std::clamp(share(m_scarcest), 0.0, 1.0));
    theme::paintBox(painter, left, 1.5, isScarce ? colours.warning.solid : colours.text2, {});
}

} // namespace slipway::shell
