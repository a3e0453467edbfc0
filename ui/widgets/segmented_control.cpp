#include "widgets/segmented_control.h"

#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace slipway::widgets {

namespace {

/// A checkable button of an exclusive group: Qt gives it the arrow keys and a radio button's role.
class Segment final : public QAbstractButton
{
public:
    Segment(const QString &name, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(name);
        setAccessibleName(name);
        setCheckable(true);
        setAutoExclusive(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
    }

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(wordsFont());
        return {metrics.horizontalAdvance(text()) + 22 + badgeWidth(),
                std::max(theme::controlHeight - 2, metrics.height() + 4)};
    }

    void setBadge(int count, BadgeTone tone)
    {
        m_count = count;
        m_tone = tone;
        setAccessibleName(count > 0 ? SegmentedControl::tr("%1, %2").arg(text(), QString::number(count)) : text());
        updateGeometry();
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const theme::Tokens &colours = theme::tokens(palette());
        QPainter painter(this);
        if (isChecked())
            theme::paintBox(painter, rect(), theme::statusChipRadius, colours.isDark ? colours.pressed : colours.raised,
                            colours.isDark ? QColor() : colours.line2);
        else if (underMouse())
            theme::paintBox(painter, rect(), theme::statusChipRadius, colours.hover, {});
        const QRect words = rect().adjusted(0, 0, -badgeWidth(), 0);
        theme::paintText(painter, words, text(), wordsFont(), isChecked() ? colours.text : colours.text2,
                         Qt::AlignCenter);
        if (m_count > 0) {
            const QRect badge(words.right() - 4, 0, badgeWidth(), height());
            paintBadge(painter, badge, m_count, m_tone, font(), palette());
        }
    }

private:
    QFont wordsFont() const
    {
        QFont result = theme::font(theme::FontRole::Small, font());
        result.setWeight(QFont::Medium);
        return result;
    }

    int badgeWidth() const { return m_count > 0 ? badgeSize(m_count, font()).width() + 2 : 0; }

    int m_count = 0;
    BadgeTone m_tone = BadgeTone::Neutral;
};

} // namespace

SegmentedControl::SegmentedControl(QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(0);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (on)
            emit currentIndexChanged(id);
    });
}

void SegmentedControl::setSegments(const QStringList &names)
{
    const auto old = m_group->buttons();
    qDeleteAll(old);
    for (int id = 0; const QString &name : names) {
        auto *segment = new Segment(name, this);
        layout()->addWidget(segment);
        m_group->addButton(segment, id++);
    }
    setCurrentIndex(0);
}

int SegmentedControl::currentIndex() const
{
    return m_group->checkedId();
}

void SegmentedControl::setCurrentIndex(int index)
{
    if (QAbstractButton *segment = m_group->button(index)) {
        segment->setChecked(true);
    } else if (QAbstractButton *chosen = m_group->checkedButton(); chosen && index == -1) {
        m_group->setExclusive(false);
        chosen->setChecked(false);
        m_group->setExclusive(true);
    }
}

void SegmentedControl::setBadge(int index, int count, BadgeTone tone)
{
    if (auto *segment = static_cast<Segment *>(m_group->button(index)))
        segment->setBadge(count, tone);
}

void SegmentedControl::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    theme::paintBox(painter, rect(), theme::controlRadius, colours.sunken, colours.line2);
}

} // namespace slipway::widgets
