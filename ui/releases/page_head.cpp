#include "releases_page/page_head.h"

#include "releases_page/filter_menu.h"
#include "releases_page/legend.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/segmented_control.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::releases_page {

namespace {

constexpr qreal designHeight = 48;
constexpr qreal titleFrom = 900;
constexpr int approvalsSegment = 2;
constexpr std::array<std::chrono::milliseconds, 4> spans{6h, 24h, 60h, 336h};

} // namespace

PageHead::PageHead(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(tr("Releases")))
    , m_views(new widgets::SegmentedControl)
    , m_apps(new FilterMenu(tr("All apps"), tr("%1 apps")))
    , m_outcomes(new FilterMenu(tr("All outcomes"), tr("%1 outcomes")))
    , m_legend(new Legend)
{
    m_views->setObjectName(u"views"_s);
    m_views->setSegments({tr("Timeline"), tr("List"), tr("Approvals"), tr("Metrics")});
    m_views->setAccessibleName(tr("What is shown of the releases"));
    m_apps->setObjectName(u"apps"_s);
    m_outcomes->setObjectName(u"outcomes"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme::gutter, 0, 12, 0);
    row->setSpacing(8);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_views, m_apps, m_outcomes})
        row->addWidget(part);
    row->addSpacing(6);
    row->addWidget(m_legend, 1);
    row->addStretch(0);
    makeTimeParts();
    for (QWidget *part : std::initializer_list<QWidget *>{m_today, m_spans, m_fill})
        row->addWidget(part);
    adoptFont();
}

void PageHead::makeTimeParts()
{
    m_today = new QPushButton(tr("Today"));
    m_today->setObjectName(u"today"_s);
    m_today->setToolTip(tr("Go to the present (Home)"));
    connect(m_today, &QPushButton::clicked, this, &PageHead::todayRequested);
    m_spans = new widgets::SegmentedControl;
    m_spans->setObjectName(u"spans"_s);
    m_spans->setSegments({tr("6\u00a0h"), tr("1\u00a0d"), tr("2½\u00a0d"), tr("2\u00a0w")});
    m_spans->setAccessibleName(tr("What the timeline's width stands for"));
    connect(m_spans, &widgets::SegmentedControl::currentIndexChanged, this, [this](int index) {
        if (index >= 0 && size_t(index) < spans.size())
            emit spanRequested(spans[size_t(index)]);
    });
    m_fill = new QToolButton;
    m_fill->setObjectName(u"fill"_s);
    m_fill->setAutoRaise(true);
    m_fill->setCheckable(true);
    m_fill->setIcon(theme::icon(u"action-zoom-fit"_s));
    m_fill->setAccessibleName(tr("Fill the page with the timeline"));
    m_fill->setToolTip(tr("Fill the page with the timeline (F)"));
    connect(m_fill, &QToolButton::toggled, this, &PageHead::filledChanged);
}

void PageHead::setApprovals(int count)
{
    m_views->setBadge(approvalsSegment, count, widgets::BadgeTone::Waiting);
}

void PageHead::setParts(bool hasTimeline, bool hasFilters)
{
    m_hasTimeline = hasTimeline;
    m_apps->setVisible(hasFilters);
    m_outcomes->setVisible(hasFilters);
    for (QWidget *part : std::initializer_list<QWidget *>{m_today, m_spans, m_fill})
        part->setVisible(hasTimeline);
    arrange();
}

void PageHead::showSpan(std::chrono::milliseconds span)
{
    const auto found = std::ranges::find(spans, span);
    const QSignalBlocker quiet(m_spans);
    m_spans->setCurrentIndex(found == spans.end() ? -1 : static_cast<int>(found - spans.begin()));
}

bool PageHead::isFilled() const
{
    return m_fill->isChecked();
}

void PageHead::setFilled(bool filled)
{
    m_fill->setChecked(filled);
}

void PageHead::arrange()
{
    const qreal room = width() / theme::textScale(font());
    m_title->setVisible(room >= titleFrom);
    // Hidden parts leave their stretch to nobody; an empty legend keeps the rest at the right.
    m_legend->setEnabled(m_hasTimeline);
    m_legend->update();
}

void PageHead::adoptFont()
{
    setFixedHeight(qRound(designHeight * theme::textScale(font())));
    m_title->setFont(theme::font(theme::FontRole::Title, font()));
}

void PageHead::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    theme::paintHairline(painter, rect(), Qt::BottomEdge, tokens.line1);
}

void PageHead::resizeEvent(QResizeEvent *)
{
    arrange();
}

void PageHead::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        adoptFont();
}

} // namespace slipway::releases_page
