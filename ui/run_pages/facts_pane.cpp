#include "run_pages/facts_pane.h"

#include "base/format.h"
#include "run_pages/words.h"
#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"
#include "widgets/progress.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

constexpr qreal designWidth = 316;
constexpr qreal rowHeight = 24;
constexpr qreal barLeft = 130;
constexpr qreal barWidth = 82;
constexpr qsizetype mostWaits = 4;

QLabel *textLabel()
{
    auto *label = new QLabel;
    widgets::showAsWritten(*label);
    label->setWordWrap(true);
    return label;
}

/// "Tests and install take half of it."
QString remarkOf(const runs::TimeShares &shares)
{
    QList<runs::TimeShare> longest;
    for (const runs::TimeShare &part : shares.parts) {
        if (part.kind == runs::TimeShare::Kind::Step)
            longest += part;
    }
    std::ranges::stable_sort(longest, std::ranges::greater(), &runs::TimeShare::took);
    if (longest.size() < 2 || shares.total.count() <= 0)
        return {};
    const auto both = longest.at(0).took + longest.at(1).took;
    return FactsPane::tr("%1 and %2 take %3 of it.")
        .arg(longest.at(0).name, longest.at(1).name,
             base::format::percent(double(both.count()) / double(shares.total.count())));
}

} // namespace

ShareRow::ShareRow(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

void ShareRow::setShare(const runs::TimeShare &share, runs::milliseconds longest)
{
    m_share = share;
    m_part = longest.count() > 0 ? double(share.took.count()) / double(longest.count()) : 0;
    setAccessibleName(tr("%1, %2").arg(words(), base::format::duration(share.took)));
    setToolTip(widgets::plainTip(words()));
    update();
}

QString ShareRow::words() const
{
    switch (m_share.kind) {
    case runs::TimeShare::Kind::Approval: return tr("Wait: approval of %1").arg(m_share.environment);
    case runs::TimeShare::Kind::Queue: return tr("Wait: runner for %1").arg(m_share.name);
    case runs::TimeShare::Kind::Step: break;
    }
    return m_share.name;
}

QSize ShareRow::sizeHint() const
{
    return {0, qRound(rowHeight * theme::textScale(font()))};
}

void ShareRow::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    const qreal scale = theme::textScale(font());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse())
        theme::paintBox(painter, rect(), theme::textChipRadius, tokens.hover, {});
    const QFont figures = theme::tabular(theme::font(theme::FontRole::Small, font()));
    const qreal timeWidth = 44 * scale;
    const qreal bar = std::min(barWidth * scale, width() * 0.28);
    const qreal left = std::min(barLeft * scale, width() - timeWidth - bar - 12);
    theme::paintText(painter, QRectF(2, 0, left - 8, height()), words(), theme::font(theme::FontRole::Small, font()),
                     tokens.text);
    const QColor fill = m_share.kind == runs::TimeShare::Kind::Approval ? tokens.waiting.solid
        : m_share.kind == runs::TimeShare::Kind::Queue                  ? tokens.queued.solid
        : m_share.status == base::Status::Running                       ? tokens.running.solid
        : m_share.status == base::Status::Failure                       ? tokens.failure.solid
                                                                        : tokens.focus;
    const QRectF track(left, height() / 2.0 - 2, bar, 5);
    theme::paintBox(painter, track, 2.5, tokens.band, {});
    theme::paintBox(painter, QRectF(track.left(), track.top(), std::max(5.0, bar * m_part), 5), 2.5, fill, {});
    theme::paintText(painter, QRectF(width() - timeWidth, 0, timeWidth - 2, height()),
                     base::format::columnDuration(m_share.took), figures, tokens.text,
                     Qt::AlignRight | Qt::AlignVCenter);
    if (hasFocus())
        theme::paintFocusRing(painter, QRectF(rect()).adjusted(3, 3, -3, -3), theme::textChipRadius, tokens.focus);
}

void ShareRow::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        emit activated(m_share.node, m_share.step);
}

void ShareRow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        emit activated(m_share.node, m_share.step);
    else
        QWidget::keyPressEvent(event);
}

FactsPane::FactsPane(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(tr("Where the time goes")))
    , m_total(new QLabel)
    , m_remark(textLabel())
    , m_waitPart(new QWidget)
    , m_waitTitle(new QLabel(tr("What waits, and why")))
{
    setAccessibleName(tr("Facts of the run"));
    setFocusPolicy(Qt::ClickFocus);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(14, 14, 14, 14);
    column->setSpacing(2);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addStretch(1);
    head->addWidget(m_total);
    column->addLayout(head);
    column->addSpacing(6);
    m_shares = new QVBoxLayout;
    m_shares->setSpacing(0);
    column->addLayout(m_shares);
    column->addSpacing(6);
    m_remark->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(m_remark);
    column->addSpacing(10);
    auto *waits = new QVBoxLayout(m_waitPart);
    waits->setContentsMargins({});
    waits->setSpacing(6);
    waits->addWidget(m_waitTitle);
    m_waits = new QVBoxLayout;
    m_waits->setSpacing(8);
    waits->addLayout(m_waits);
    column->addWidget(m_waitPart);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    content->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    auto *own = new QVBoxLayout(this);
    own->setContentsMargins(1, 0, 0, 0);
    own->addWidget(scroll);
    adoptFont();
}

int FactsPane::wantedWidth() const
{
    return qRound(designWidth * theme::textScale(font()));
}

void FactsPane::takeKeyboard()
{
    const bool hasRows = !m_rows.isEmpty() && m_rows.first()->isVisible();
    (hasRows ? static_cast<QWidget *>(m_rows.first()) : this)->setFocus(Qt::OtherFocusReason);
}

void FactsPane::setRun(const runs::LiveRun &run)
{
    setShares(run);
    setWaits(run);
}

void FactsPane::setShares(const runs::LiveRun &run)
{
    const runs::TimeShares shares = run.shares();
    runs::milliseconds longest{0};
    for (const runs::TimeShare &part : shares.parts)
        longest = std::max(longest, part.took);
    while (m_rows.size() < shares.parts.size()) {
        auto *row = new ShareRow;
        connect(row, &ShareRow::activated, this, &FactsPane::stepWanted);
        m_shares->addWidget(row);
        m_rows += row;
    }
    for (qsizetype at = 0; at < m_rows.size(); ++at) {
        m_rows.at(at)->setVisible(at < shares.parts.size());
        if (at < shares.parts.size())
            m_rows.at(at)->setShare(shares.parts.at(at), longest);
    }
    const bool hasParts = !shares.parts.isEmpty();
    m_total->setText(
        hasParts
            ? tr("%1 of %2").arg(base::format::columnDuration(shares.shown), base::format::columnDuration(shares.total))
            : QString());
    QStringList remarks{hasParts ? remarkOf(shares) : tr("Times appear once the first job runs.")};
    if (const auto expected = run.expected())
        remarks += tr("The whole run should take about %1.").arg(base::format::duration(*expected));
    remarks.removeAll(QString());
    m_remark->setText(remarks.join(u' '));
}

void FactsPane::setWaits(const runs::LiveRun &run)
{
    QList<runs::WaitReason> waits = run.waiting();
    waits.resize(std::min(mostWaits, waits.size()));
    QStringList keys;
    for (const runs::WaitReason &wait : std::as_const(waits))
        keys += u"%1 %2 %3 %4 %5"_s.arg(QString::number(int(wait.kind)), wait.node, wait.environment,
                                        QString::number(wait.canApprove),
                                        wait.holders.isEmpty() ? QString() : QString::number(wait.holders.last().id));
    m_waitPart->setVisible(!waits.isEmpty());
    if (m_shownWaits != keys) {
        m_shownWaits = keys;
        while (QLayoutItem *item = m_waits->takeAt(0)) {
            item->widget()->hide();
            item->widget()->deleteLater();
            delete item;
        }
        for (const runs::WaitReason &wait : std::as_const(waits))
            m_waits->addWidget(makeWait(wait));
    }
    for (int at = 0; at < waits.size(); ++at)
        m_waits->itemAt(at)->widget()->findChild<QLabel *>()->setText(waits.at(at).words(run.now()));
}

QWidget *FactsPane::makeWait(const runs::WaitReason &wait)
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins({});
    column->setSpacing(4);
    QLabel *label = textLabel();
    label->setFont(theme::font(theme::FontRole::Small, font()));
    column->addWidget(label);
    if (wait.kind == runs::WaitReason::Kind::Approval && wait.canApprove) {
        auto *approve = new QPushButton(tr("Review deployment…"));
        connect(approve, &QPushButton::clicked, this, &FactsPane::approveRequested);
        column->addWidget(approve, 0, Qt::AlignLeft);
    } else if (!wait.holders.isEmpty()) {
        const runs::RunFact holder = wait.holders.last();
        auto *open = new QPushButton(tr("Show run #%1").arg(holder.number));
        connect(open, &QPushButton::clicked, this, [this, id = holder.id] { emit runWanted(id); });
        column->addWidget(open, 0, Qt::AlignLeft);
    }
    return part;
}

void FactsPane::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    theme::paintHairline(painter, rect(), Qt::LeftEdge, tokens.line2);
}

void FactsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        adoptFont();
}

void FactsPane::adoptFont()
{
    for (QLabel *label : {m_title, m_waitTitle})
        label->setFont(theme::font(theme::FontRole::Section, font()));
    m_total->setFont(theme::tabular(theme::font(theme::FontRole::Small, font())));
    m_remark->setFont(theme::font(theme::FontRole::Small, font()));
}

} // namespace slipway::run_pages
