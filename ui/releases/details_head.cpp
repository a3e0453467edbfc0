#include "releases_page/details_head.h"

#include "base/format.h"
#include "releases_page/detail_rows.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/action_button.h"
#include "widgets/avatar.h"
#include "widgets/elided_label.h"
#include "widgets/environment_badge.h"
#include "widgets/sha_chip.h"
#include "widgets/status_chip.h"
#include "workspace/workspace.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

constexpr qreal designHeight = 48;
constexpr int iconSize = 18;
/// Below these widths, parts that say less give way.
constexpr qreal tagFrom = 1240;
constexpr qreal whoFrom = 1020;
constexpr qreal commitFrom = 860;
constexpr qreal watchFrom = 700;

widgets::Environment environmentOf(const QString &id)
{
    const auto known = workspace::environmentOf(id);
    if (known == workspace::Environment::Production)
        return widgets::Environment::Production;
    return known == workspace::Environment::Staging ? widgets::Environment::Staging : widgets::Environment::Preview;
}

} // namespace

DetailsHead::DetailsHead(const QList<QAction *> &buttons, const QList<QAction *> &more, QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
{
    setAccessibleName(tr("Release"));
    m_row->setContentsMargins(theme::gutter, 0, theme::gutter, 0);
    m_row->setSpacing(8);
    makeFacts();
    m_row->addStretch(1);
    makeButtons(buttons, more);
    adoptFont();
    setWords(tr("No release is chosen."));
}

void DetailsHead::makeFacts()
{
    m_icon = new QLabel;
    m_title = new widgets::ElidedLabel;
    m_title->setObjectName(u"releaseTitle"_s);
    m_commit = new widgets::ShaChip;
    m_tag = new widgets::ElidedLabel;
    m_avatar = new widgets::Avatar;
    m_who = new widgets::ElidedLabel;
    m_who->setObjectName(u"releaseWho"_s);
    m_run = new QPushButton;
    m_run->setObjectName(u"releaseRun"_s);
    theme::setTone(*m_run, theme::Tone::Link);
    m_watch = new widgets::StatusChip;
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_icon, m_title, m_commit, m_tag, m_avatar, m_who, m_run, m_watch})
        m_row->addWidget(part);
    connect(m_run, &QPushButton::clicked, this, [this] { emit runRequested(m_release.runId); });
}

void DetailsHead::makeButtons(const QList<QAction *> &buttons, const QList<QAction *> &more)
{
    for (QAction *action : buttons) {
        auto *button = new widgets::ActionButton(action);
        if (action == buttons.last())
            theme::setTone(*button, theme::Tone::Primary);
        m_row->addWidget(button);
        m_buttons += button;
    }
    auto *rest = new QToolButton;
    rest->setObjectName(u"releaseMore"_s);
    rest->setAutoRaise(true);
    rest->setIcon(theme::icon(u"action-more"_s));
    rest->setAccessibleName(tr("More for this release"));
    rest->setToolTip(tr("More for this release"));
    rest->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(rest);
    menu->setToolTipsVisible(true);
    menu->addActions(more);
    rest->setMenu(menu);
    m_row->addWidget(rest);
    auto *close = new QToolButton;
    close->setObjectName(u"closeDetails"_s);
    close->setAutoRaise(true);
    close->setIcon(theme::icon(u"action-close"_s));
    close->setAccessibleName(tr("Close details"));
    close->setToolTip(tr("Close details (Esc)"));
    connect(close, &QToolButton::clicked, this, &DetailsHead::closeRequested);
    m_row->addWidget(close);
}

void DetailsHead::setRelease(const releases::Release &release, const Reading &reading, base::Status watchTone,
                             const QString &watch)
{
    m_release = release;
    m_title->setText(titleOf(release, reading));
    setEnvironment(release.environment);
    m_commit->setCommit(release.sha, release.title);
    // A name that only repeats the commit says nothing beside it.
    const bool isCommit = release.sha.isEmpty() || release.sentryVersion.endsWith(release.sha);
    m_tag->setText(release.sentryVersion.isEmpty() || isCommit ? release.tag : release.sentryVersion);
    const QString person = reading.personName(release.actor);
    m_avatar->setName(person);
    const QString when = base::format::time(release.at.toTimeZone(reading.now.timeZone()), reading.now);
    m_who->setText(person.isEmpty() ? when : tr("%1, %2").arg(person, when));
    m_run->setText(tr("run #%1").arg(release.runNumber));
    m_run->setAccessibleName(tr("Show run %1").arg(release.runNumber));
    m_run->setToolTip(tr("Show the run that made it"));
    m_watch->setStatus(watchTone, watch);
    showIcon();
    arrange();
}

void DetailsHead::setWords(const QString &words)
{
    m_release = {};
    m_title->setText(words);
    arrange();
}

void DetailsHead::setEnvironment(const QString &environment)
{
    const widgets::Environment wanted = environmentOf(environment);
    if (m_badge && m_badge->environment() == wanted)
        return;
    delete m_badge;
    m_badge = new widgets::EnvironmentBadge(wanted);
    m_row->insertWidget(m_row->indexOf(m_title) + 1, m_badge);
}

void DetailsHead::showIcon()
{
    const base::Status status = releases::statusOf(m_release);
    const bool isBack = m_release.outcome == releases::Outcome::RolledBack;
    const auto &tokens = theme::tokens(palette());
    m_icon->setPixmap(theme::iconPixmap(isBack ? u"status-rolled-back"_s : theme::statusIcon(status), iconSize,
                                        isBack ? tokens.text2 : tokens.status(status).solid, devicePixelRatioF()));
    m_icon->setAccessibleName(releases::outcomeWord(m_release.outcome));
    m_icon->setToolTip(releases::outcomeWord(m_release.outcome));
}

void DetailsHead::arrange()
{
    const bool has = !m_release.id.isEmpty();
    const qreal room = width() / theme::textScale(font());
    m_icon->setVisible(has);
    if (m_badge)
        m_badge->setVisible(has);
    m_commit->setVisible(has && !m_release.sha.isEmpty() && room >= commitFrom);
    m_tag->setVisible(has && !m_tag->text().isEmpty() && room >= tagFrom);
    m_avatar->setVisible(has && !m_release.actor.isEmpty() && room >= whoFrom);
    m_who->setVisible(has && room >= whoFrom);
    m_run->setVisible(has && m_release.runId != 0 && room >= whoFrom);
    m_watch->setVisible(has && !m_watch->words().isEmpty() && room >= watchFrom);
}

void DetailsHead::adoptFont()
{
    const qreal scale = theme::textScale(font());
    setFixedHeight(qRound(designHeight * scale));
    m_title->setFont(theme::font(theme::FontRole::Title, font()));
    m_title->setLeastWidth(qRound(240 * scale));
    m_tag->setFont(theme::font(theme::FontRole::Mono, font()));
    for (QWidget *dim : std::initializer_list<QWidget *>{m_tag, m_who})
        dim->setForegroundRole(QPalette::PlaceholderText);
}

void DetailsHead::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.header);
    theme::paintHairline(painter, rect(), Qt::BottomEdge, tokens.line1);
}

void DetailsHead::resizeEvent(QResizeEvent *)
{
    arrange();
}

void DetailsHead::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        adoptFont();
    if (event->type() == QEvent::PaletteChange && !m_release.id.isEmpty())
        showIcon();
}

} // namespace slipway::releases_page
