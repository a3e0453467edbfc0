#include "run_pages/run_canvas.h"

#include "run_pages/waterfall_view.h"
#include "run_pages/words.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/banner.h"
#include "widgets/segmented_control.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

constexpr qreal designBarHeight = 36;

/// A sample of a line and what it means.
class Legend final : public QWidget
{
public:
    Legend(const QString &words, bool isDashed)
        : m_words(words)
        , m_isDashed(isDashed)
    {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
        setAccessibleName(words);
    }

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(theme::font(theme::FontRole::Small, font()));
        return {34 + metrics.horizontalAdvance(m_words) + 4, metrics.height()};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const auto &tokens = theme::tokens(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPen pen(m_isDashed ? tokens.line3 : tokens.focus, m_isDashed ? 1.75 : 2.5);
        if (m_isDashed)
            pen.setDashPattern({2.5, 2.5});
        painter.setPen(pen);
        painter.drawLine(QPointF(0, height() / 2.0), QPointF(26, height() / 2.0));
        theme::paintText(painter, QRectF(34, 0, width() - 34, height()), m_words,
                         theme::font(theme::FontRole::Small, font()), tokens.text2);
    }

private:
    QString m_words;
    bool m_isDashed;
};

} // namespace

RunCanvas::RunCanvas(QWidget *parent)
    : QWidget(parent)
    , m_banner(new widgets::Banner)
    , m_stack(new QStackedWidget)
    , m_canvas(new canvas::Canvas)
    , m_waterfall(new WaterfallView)
{
    m_canvas->setAccessibleName(tr("Graph of the run"));
    m_canvas->setEmptyWords(tr("Choose a run at the left."));
    m_banner->hide();
    m_stack->addWidget(m_canvas);
    m_stack->addWidget(m_waterfall);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(m_banner);
    column->addWidget(m_stack, 1);
    adoptFont();
    connect(m_banner, &widgets::Banner::buttonClicked, this, &RunCanvas::retryRequested);
    connect(m_canvas, &canvas::Canvas::selectionChanged, this, [this] {
        const auto [node, step] = selection();
        if (!m_isSelecting && !node.isEmpty())
            emit chosen(node, step);
    });
    connect(m_canvas, &canvas::Canvas::activated, this,
            [this](const canvas::Spot &spot) { emit activated(spot.card, m_picture.stepAt(spot)); });
    connect(m_canvas, &canvas::Canvas::foldRequested, this, &RunCanvas::fold);
    connect(m_canvas, &canvas::Canvas::menuRequested, this,
            [this](const canvas::Spot &spot, const QPoint &at) { emit menuRequested(spot.card, at); });
    connect(m_canvas, &canvas::Canvas::zoomChanged, this,
            [this](qreal zoom) { m_zoom->setText(tr("%1 %").arg(qRound(zoom * 100))); });
    connect(m_waterfall, &WaterfallView::stepChosen, this, [this](const QString &node, qint64 step) {
        select(node, step);
        emit chosen(node, step);
    });
}

QWidget *RunCanvas::makeBar()
{
    m_bar = new QWidget;
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(theme::gutter, 0, 8, 0);
    row->setSpacing(16);
    m_mode = new widgets::SegmentedControl;
    m_mode->setObjectName(u"runMode"_s);
    m_mode->setAccessibleName(tr("How the run is drawn"));
    m_mode->setSegments({tr("Graph"), tr("Waterfall")});
    row->addWidget(m_mode);
    row->addWidget(new Legend(tr("Critical path"), false));
    row->addWidget(new Legend(tr("Not taken"), true));
    row->addStretch(1);
    m_zoom = new QLabel(tr("%1 %").arg(100));
    auto *tools = new QHBoxLayout;
    tools->setSpacing(2);
    QToolButton *out = makeTool(u"action-zoom-out"_s, tr("Zoom out"), Qt::Key_Minus);
    QToolButton *in = makeTool(u"action-zoom-in"_s, tr("Zoom in"), Qt::Key_Plus);
    QToolButton *fit = makeTool(u"action-zoom-fit"_s, tr("Show all"), Qt::SHIFT | Qt::Key_F);
    tools->addWidget(out);
    tools->addWidget(m_zoom);
    tools->addWidget(in);
    tools->addWidget(fit);
    row->addLayout(tools);
    m_facts = new QPushButton(tr("Facts"));
    m_facts->setObjectName(u"facts"_s);
    m_facts->setCheckable(true);
    m_facts->setAccessibleName(tr("Facts of the run"));
    m_facts->setToolTip(tr("Where the time goes, and what waits"));
    theme::setCompact(*m_facts);
    m_facts->hide();
    row->addWidget(m_facts);
    connect(m_facts, &QPushButton::clicked, this, &RunCanvas::factsToggled);
    m_zoomTools = {out, m_zoom, in, fit};
    connect(out, &QToolButton::clicked, this, [this] { m_canvas->zoomOut(); });
    connect(in, &QToolButton::clicked, this, [this] { m_canvas->zoomIn(); });
    connect(fit, &QToolButton::clicked, this, [this] { m_canvas->fit(); });
    connect(m_mode, &widgets::SegmentedControl::currentIndexChanged, this, [this](int mode) {
        m_stack->setCurrentIndex(mode);
        for (QWidget *tool : std::as_const(m_zoomTools))
            tool->setVisible(mode == 0);
    });
    return m_bar;
}

QToolButton *RunCanvas::makeTool(const QString &icon, const QString &words, const QKeySequence &keys)
{
    auto *tool = new QToolButton;
    tool->setAutoRaise(true);
    tool->setIcon(theme::icon(icon));
    tool->setAccessibleName(words);
    // The canvas has these keys itself while it has the keyboard.
    tool->setToolTip(tr("%1 (%2)").arg(words, keys.toString(QKeySequence::NativeText)));
    return tool;
}

void RunCanvas::setRun(const runs::LiveRun &run)
{
    const bool isOther = run.state().run.id != m_run;
    const bool hasJobs = run.freshness().hasValue() || run.freshness().error;
    const bool isWhole = hasJobs && (run.files() || run.fileError());
    const bool isFirst = isWhole && (isOther || !m_isWhole);
    m_graph = run.graph();
    m_now = run.now();
    m_run = run.state().run.id;
    m_isWhole = isWhole;
    nameEverybody();
    if (isOther) {
        m_closed.clear();
        m_canvas->setPicture({});
        m_canvas->setEmptyWords(m_run == 0 ? tr("Choose a run at the left.") : tr("The run is being read."));
    }
    if (isFirst)
        m_closed = largeGroups(m_graph);
    if (isWhole)
        draw();
    m_waterfall->setBars(run.bars(), run.state().run.took(m_now));
    showNotice(run);
    if (isFirst)
        m_canvas->fit();
}

void RunCanvas::nameEverybody()
{
    if (!m_nameOf)
        return;
    for (runs::LiveNode &node : m_graph.nodes) {
        for (QString &login : node.people)
            login = m_nameOf(login);
    }
}

void RunCanvas::showNotice(const runs::LiveRun &run)
{
    QString notice = words::notice(run.freshness(), m_now);
    if (notice.isEmpty() && run.fileError())
        notice = tr("The workflow file of this run cannot be read, so its jobs stand without lines. %1")
                     .arg(base::sentence(*run.fileError()));
    m_banner->setVisible(!notice.isEmpty());
    if (!notice.isEmpty())
        m_banner->setMessage(base::Status::Warning, notice, tr("Retry"));
}

void RunCanvas::draw()
{
    m_picture = drawRun(m_graph, m_closed, m_now);
    if (m_picture.picture == m_canvas->picture())
        return;
    m_isSelecting = true;
    m_canvas->setPicture(m_picture.picture);
    m_isSelecting = false;
}

void RunCanvas::fold(const QString &card, bool folded)
{
    if (folded)
        m_closed.insert(card);
    else
        m_closed.remove(card);
    draw();
}

void RunCanvas::select(const QString &node, qint64 step)
{
    const canvas::Spot spot = m_picture.spotOf(node, step);
    if (spot == m_canvas->current())
        return;
    m_isSelecting = true;
    m_canvas->setSelection({spot}, spot);
    m_canvas->reveal(spot);
    m_isSelecting = false;
}

std::pair<QString, qint64> RunCanvas::selection() const
{
    const canvas::Spot spot = m_canvas->current();
    return {spot.card, m_picture.stepAt(spot)};
}

void RunCanvas::setOffersFacts(bool offers)
{
    m_facts->setVisible(offers);
}

void RunCanvas::setFactsOpen(bool open)
{
    m_facts->setChecked(open);
}

void RunCanvas::setMotionReduced(bool reduced)
{
    m_canvas->setMotionReduced(reduced);
}

bool RunCanvas::showsWaterfall() const
{
    return m_mode->currentIndex() == 1;
}

void RunCanvas::setShowsWaterfall(bool shows)
{
    m_mode->setCurrentIndex(shows ? 1 : 0);
}

void RunCanvas::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    theme::paintHairline(painter, m_bar->geometry(), Qt::BottomEdge, tokens.line1);
}

void RunCanvas::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        adoptFont();
}

void RunCanvas::adoptFont()
{
    m_bar->setFixedHeight(qRound(designBarHeight * theme::textScale(font())));
    m_zoom->setFont(theme::tabular(theme::font(theme::FontRole::Small, font())));
}

} // namespace slipway::run_pages
