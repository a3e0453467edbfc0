#include "rollout_sheets/offer_list.h"

#include "base/format.h"
#include "rollout_sheets/parts.h"
#include "theme/paint.h"

#include <QButtonGroup>
#include <QFontMetrics>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout_sheets {

namespace {

constexpr int markSize = 16;
constexpr int inset = 12;
constexpr int bareInset = 4;
constexpr int wordGap = 8;

} // namespace

OfferCard::OfferCard(rollout::Offer offer, bool hasFrame, QWidget *parent)
    : QAbstractButton(parent)
    , m_offer(std::move(offer))
    , m_hasFrame(hasFrame)
{
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setEnabled(m_offer.obstacle.isEmpty());
    setAccessibleName(m_offer.title);
    setAccessibleDescription(secondLine());
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int OfferCard::pad() const
{
    return m_hasFrame ? inset : bareInset;
}

int OfferCard::topGap() const
{
    return m_hasFrame ? 8 : bareInset;
}

QString OfferCard::secondLine() const
{
    return m_offer.obstacle.isEmpty() ? m_offer.words : m_offer.obstacle;
}

QSize OfferCard::sizeHint() const
{
    return {340, heightForWidth(340)};
}

/// Title and words side by side: rows without a frame, where there is room.
bool OfferCard::isOneLine(int width) const
{
    const QFontMetrics body(theme::font(theme::FontRole::BodyStrong, font()));
    const QFontMetrics small(theme::font(theme::FontRole::Small, font()));
    const int room = width - 2 * pad() - markSize - 10;
    return !m_hasFrame && m_offer.expected.count() == 0
        && body.horizontalAdvance(m_offer.title) + wordGap + small.horizontalAdvance(secondLine()) <= room;
}

int OfferCard::heightForWidth(int width) const
{
    const int room = width - 2 * pad() - markSize - 10;
    const QFontMetrics body(theme::font(theme::FontRole::BodyStrong, font()));
    const QFontMetrics small(theme::font(theme::FontRole::Small, font()));
    const QRect lines = small.boundingRect(QRect(0, 0, std::max(40, room), 1000), Qt::TextWordWrap, secondLine());
    const int second = secondLine().isEmpty() || isOneLine(width) ? 0 : lines.height() + 2;
    return body.height() + second + 2 * topGap();
}

void OfferCard::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_hasFrame) {
        const QColor plain = underMouse() && isEnabled() ? colours.hover : colours.raised;
        theme::paintBox(painter, rect(), theme::controlRadius, isChecked() ? colours.selectedOption : plain,
                        isChecked() ? colours.focus : colours.line2);
    }
    paintMark(painter, colours);
    paintWords(painter, colours);
}

QRectF OfferCard::mark() const
{
    const int line = QFontMetrics(theme::font(theme::FontRole::BodyStrong, font())).height();
    return {pad() + 0.5, topGap() + (line - markSize) / 2.0 + 0.5, markSize - 1, markSize - 1};
}

void OfferCard::paintMark(QPainter &painter, const theme::Tokens &colours) const
{
    const qreal ring = 5;
    painter.setPen(isChecked() ? QPen(colours.accent, ring) : QPen(isEnabled() ? colours.line3 : colours.disabled, 1));
    painter.setBrush(isChecked() ? colours.accentText : colours.base);
    painter.drawEllipse(isChecked() ? mark().adjusted(2, 2, -2, -2) : mark());
}

void OfferCard::paintWords(QPainter &painter, const theme::Tokens &colours) const
{
    const QFont strong = theme::font(theme::FontRole::BodyStrong, font());
    const QFont small = theme::font(theme::FontRole::Small, font());
    const qreal line = QFontMetrics(strong).height();
    const qreal left = mark().right() + 10;
    const qreal right = width() - pad();
    const QString time = m_offer.expected.count() > 0 ? base::format::duration(m_offer.expected) : QString();
    const qreal timeWidth = QFontMetricsF(small).horizontalAdvance(time) + 4;
    theme::paintText(painter, {left, qreal(topGap()), right - left - timeWidth, line}, m_offer.title, strong,
                     isEnabled() ? colours.text : colours.text3);
    theme::paintText(painter, {right - timeWidth, qreal(topGap()), timeWidth, line}, time, small, colours.text2,
                     Qt::AlignRight | Qt::AlignVCenter);
    painter.setFont(small);
    painter.setPen(isEnabled() ? colours.text2 : colours.text3);
    if (isOneLine(width())) {
        const qreal begin = left + QFontMetricsF(strong).horizontalAdvance(m_offer.title) + wordGap;
        painter.drawText(QRectF(begin, topGap(), right - begin, line), Qt::AlignVCenter, secondLine());
        return;
    }
    painter.drawText(QRectF(left, topGap() + line + 2, right - left, height() - topGap() - line), Qt::TextWordWrap,
                     secondLine());
}

OfferList::OfferList(bool hasFrames, QWidget *parent)
    : QWidget(parent)
    , m_hasFrames(hasFrames)
    , m_group(new QButtonGroup(this))
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(hasFrames ? 6 : 0);
    connect(m_group, &QButtonGroup::buttonToggled, this, [this](QAbstractButton *button, bool on) {
        if (on)
            emit chosenChanged(static_cast<OfferCard *>(button)->id());
    });
}

void OfferList::setOffers(const QList<rollout::Offer> &offers, const QString &chosen)
{
    const QSignalBlocker quiet(m_group);
    const bool isSame = std::ranges::equal(offers, m_offers, [](const auto &one, const auto &other) {
        return one.id == other.id && one.words == other.words && one.obstacle == other.obstacle
            && one.expected == other.expected && one.title == other.title;
    });
    if (!isSame) {
        for (QAbstractButton *button : m_group->buttons())
            m_group->removeButton(button);
        clear(*m_column);
        m_offers = offers;
        for (const rollout::Offer &offer : offers) {
            auto *card = new OfferCard(offer, m_hasFrames);
            m_group->addButton(card);
            m_column->addWidget(card);
        }
    }
    for (QAbstractButton *button : m_group->buttons()) {
        if (static_cast<OfferCard *>(button)->id() == chosen)
            button->setChecked(true);
    }
}

QString OfferList::chosen() const
{
    const auto *card = static_cast<const OfferCard *>(m_group->checkedButton());
    return card ? card->id() : QString();
}

} // namespace slipway::rollout_sheets
