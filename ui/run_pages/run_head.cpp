#include "run_pages/run_head.h"

#include "run_pages/words.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/action_button.h"
#include "widgets/avatar.h"
#include "widgets/elided_label.h"
#include "widgets/plain_words.h"
#include "widgets/sha_chip.h"
#include "widgets/status_chip.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

constexpr qreal designHeight = 48;
/// Below these widths, parts that say less give way.
constexpr qreal causeFrom = 900;
constexpr qreal commitFrom = 760;
constexpr qreal shaFrom = 640;
constexpr qreal leastTitle = 170;
constexpr qreal leastTitleWhenNarrow = 90;

} // namespace

RunHead::RunHead(const RunsView::Acts &acts, std::shared_ptr<base::Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(std::move(clock))
    , m_title(new widgets::ElidedLabel)
    , m_number(new QLabel)
    , m_status(new widgets::StatusChip)
    , m_commit(new widgets::ShaChip)
    , m_commitTitle(new widgets::ElidedLabel)
    , m_avatar(new widgets::Avatar)
    , m_cause(new widgets::ElidedLabel)
    , m_attempt(new QComboBox)
{
    setAccessibleName(tr("Run"));
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(theme::gutter, 0, theme::gutter, 0);
    m_row->setSpacing(8);
    m_attempt->setAccessibleName(tr("Attempt"));
    m_attempt->setObjectName(u"attempt"_s);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_number, m_status, m_attempt, m_commit,
                                                          m_commitTitle, m_avatar, m_cause})
        m_row->addWidget(part);
    m_row->setSpacing(8);
    m_row->addStretch(1);
    m_controls = m_row->count();
    for (QAction *action : {acts.runWorkflow, acts.approve, acts.rerun, acts.abort})
        m_row->addWidget(new widgets::ActionButton(action));
    auto *more = new QToolButton;
    more->setObjectName(u"more"_s);
    more->setAutoRaise(true);
    more->setIcon(theme::icon(u"action-more"_s));
    more->setAccessibleName(tr("More for this run"));
    more->setToolTip(tr("More for this run"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    menu->addActions({acts.runWorkflow, acts.approve, acts.reject, acts.rerun, acts.rerunFailed, acts.abort,
                      acts.abortAtOnce, acts.toggleWorkflow, acts.openOnGithub});
    more->setMenu(menu);
    m_row->addWidget(more);
    connect(m_attempt, &QComboBox::activated, this, [this](int at) {
        const qint64 attempt = m_attempt->itemData(at).toLongLong();
        emit attemptChosen(attempt == m_run.attempt ? std::nullopt : std::optional(attempt));
    });
    adoptFont();
    setTitle({});
}

void RunHead::addControl(QWidget *control)
{
    m_row->insertWidget(m_controls++, control);
    // One that comes from another head was hidden on its way.
    control->show();
}

void RunHead::setTitle(const QString &words)
{
    m_run = {};
    m_title->setText(words);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_number, m_status, m_attempt, m_commit, m_commitTitle, m_avatar, m_cause})
        part->hide();
}

void RunHead::setRun(const runs::RunFact &run, const QString &person, qint64 attempt)
{
    m_run = run;
    m_title->setText(run.workflow.isEmpty() ? run.file() : run.workflow);
    m_number->setText(u'#' + QString::number(run.number));
    m_status->setStatus(run.status, words::runStatus(run, m_clock->now()));
    m_commit->setCommit(run.sha, run.commitTitle);
    m_commitTitle->setText(run.title.isEmpty() ? run.commitTitle : run.title);
    m_avatar->setName(person);
    m_cause->setText(person.isEmpty() ? words::cause(run) : tr("%1, %2").arg(person, words::cause(run)));
    setAttempts(run.attempt, attempt);
    m_number->show();
    m_status->show();
    arrange();
}

void RunHead::setAttempts(qint64 newest, qint64 shown)
{
    const QSignalBlocker quiet(m_attempt);
    m_attempt->setVisible(newest > 1);
    if (m_attempt->count() != newest) {
        m_attempt->clear();
        for (qint64 attempt = newest; attempt > 0; --attempt)
            m_attempt->addItem(tr("Attempt %1").arg(attempt), attempt);
    }
    m_attempt->setCurrentIndex(m_attempt->findData(shown));
}

void RunHead::arrange()
{
    const qreal scale = theme::textScale(font());
    const bool hasRun = m_run.id != 0;
    m_commit->setVisible(hasRun && width() >= shaFrom * scale);
    m_title->setLeastWidth(qRound((width() >= commitFrom * scale ? leastTitle : leastTitleWhenNarrow) * scale));
    m_commitTitle->setVisible(hasRun && width() >= commitFrom * scale);
    m_avatar->setVisible(hasRun && width() >= causeFrom * scale);
    m_cause->setVisible(hasRun && width() >= causeFrom * scale);
}

void RunHead::adoptFont()
{
    setFixedHeight(qRound(designHeight * theme::textScale(font())));
    const QFont title = theme::font(theme::FontRole::Title, font());
    m_title->setFont(title);
    QFont plain = title;
    plain.setWeight(QFont::Normal);
    m_number->setFont(plain);
}

void RunHead::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    theme::paintHairline(painter, rect(), Qt::BottomEdge, tokens.line1);
}

void RunHead::resizeEvent(QResizeEvent *)
{
    arrange();
}

void RunHead::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        adoptFont();
}

} // namespace slipway::run_pages
