#include "releases_page/section.h"

#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/badge.h"
#include "widgets/plain_words.h"
#include "widgets/status_chip.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

constexpr qreal headHeight = 28;
constexpr qreal gap = 8;

} // namespace

/// The heading, painted; its link is a button at the right.
class Section::Head final : public QWidget
{
public:
    explicit Head(const QString &words, QWidget *parent)
        : QWidget(parent)
        , title(words)
        , link(new QPushButton)
    {
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins({});
        row->addStretch(1);
        row->addWidget(link);
        theme::setTone(*link, theme::Tone::Link);
        link->hide();
        setAccessibleName(words);
    }

    QSize sizeHint() const override { return {120, heightFor(font())}; }
    QSize minimumSizeHint() const override { return sizeHint(); }
    void tell()
    {
        QStringList parts{title};
        if (count > 0)
            parts += QString::number(count);
        parts += {chip, remark};
        parts.removeAll(QString());
        setAccessibleName(parts.join(u", "_s));
        update();
    }

    QString title;
    QPushButton *link;
    int count = 0;
    base::Status tone = base::Status::Unknown;
    QString chip;
    QString remark;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const auto &tokens = theme::tokens(palette());
        QPainter painter(this);
        QRectF place = QRectF(rect()).adjusted(3, 0, link->isVisible() ? -link->width() : -3, 0);
        const QFont strong = theme::font(theme::FontRole::Section, font());
        place.setLeft(place.left() + theme::paintText(painter, place, title, strong, tokens.text) + gap);
        if (count > 0) {
            const QSizeF size = widgets::badgeSize(count, font());
            const QRectF disc(place.left(), place.center().y() - size.height() / 2, size.width(), size.height());
            widgets::paintBadge(painter, disc, count, widgets::BadgeTone::Neutral, font(), palette());
            place.setLeft(disc.right() + gap);
        }
        if (!chip.isEmpty()) {
            widgets::paintStatusChip(painter, place, tone, chip, font(), palette(), true);
            place.setLeft(place.left() + widgets::statusChipSize(chip, font(), true).width() + gap);
        }
        theme::paintText(painter, place, remark, theme::font(theme::FontRole::Small, font()), tokens.text3,
                         Qt::AlignRight | Qt::AlignVCenter);
    }

private:
    static int heightFor(const QFont &font) { return qRound(headHeight * theme::textScale(font)); }
};

Section::Section(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_head(new Head(title, this))
    , m_list(new FactList(title))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(0);
    m_column->addWidget(m_head);
    m_column->addWidget(m_list);
    connect(m_head->link, &QPushButton::clicked, this, &Section::linkClicked);
    connect(m_list, &FactList::pageRequested, this, &Section::pageRequested);
}

void Section::setCount(qsizetype count)
{
    m_head->count = static_cast<int>(count);
    m_head->tell();
}

void Section::setChip(base::Status status, const QString &words)
{
    m_head->tone = status;
    m_head->chip = words;
    m_head->tell();
}

void Section::setRemark(const QString &words)
{
    m_head->remark = words;
    m_head->tell();
}

void Section::setLink(const QString &words, const QString &tip)
{
    widgets::offer(*m_head->link, widgets::plainTitle(words));
    m_head->link->setToolTip(widgets::plainTip(tip));
    m_head->link->setAccessibleName(tip.isEmpty() ? words : tip);
    m_head->update();
}

void Section::addWidget(QWidget *widget)
{
    m_column->addWidget(widget);
}

} // namespace slipway::releases_page
