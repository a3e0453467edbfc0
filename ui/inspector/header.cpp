#include "inspector/header.h"

#include "editing/moving.h"
#include "inspector/forms/form.h"
#include "inspector/forms/removal.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

using editing::Place;

namespace {

constexpr int iconSize = 16;
constexpr qsizetype longestTitle = 200;

QString firstLine(std::string_view text)
{
    return shown(text.substr(0, text.find('\n'))).left(longestTitle);
}

QString stepTitle(const workflow::Step *step)
{
    if (!step)
        return {};
    if (!step->name.text().empty())
        return firstLine(step->name.text());
    if (step->uses)
        return firstLine(step->uses.text());
    return step->run ? firstLine(step->run.text()) : QObject::tr("Step");
}

} // namespace

QString titleOf(const workflow::Document &document, const Place &place)
{
    const workflow::Job *job = jobOf(document, place);
    switch (place.kind) {
    case Place::Kind::File: {
        const QString name = firstLine(document.workflow().name.text());
        return name.isEmpty() ? document.path().section(u'/', -1) : name;
    }
    case Place::Kind::Trigger: return firstLine(place.event);
    case Place::Kind::Job: {
        const QString name = job ? firstLine(job->name.text()) : QString();
        return name.isEmpty() ? firstLine(place.job) : name;
    }
    case Place::Kind::Step: return stepTitle(stepOf(document, place));
    case Place::Kind::Gate: return job ? firstLine(job->environment.name.text()) : QString();
    }
    return {};
}

QString iconOf(const workflow::Document &document, const Place &place)
{
    switch (place.kind) {
    case Place::Kind::File: return u"nav-pipelines"_s;
    case Place::Kind::Job: return u"node-job"_s;
    case Place::Kind::Gate: return u"node-gate"_s;
    case Place::Kind::Step: {
        const workflow::Step *step = stepOf(document, place);
        return step && step->uses ? u"node-step-action"_s : u"node-step-run"_s;
    }
    case Place::Kind::Trigger: break;
    }
    if (place.event == "schedule")
        return u"node-trigger-schedule"_s;
    if (place.event == "workflow_dispatch")
        return u"node-trigger-dispatch"_s;
    return place.event.starts_with("pull_request") ? u"node-trigger-pull-request"_s : u"node-trigger-push"_s;
}

QString positionOf(const workflow::Document &document, const Place &place)
{
    const workflow::Workflow &workflow = document.workflow();
    if (place.kind == Place::Kind::Step) {
        const workflow::Job *job = jobOf(document, place);
        return job ? QObject::tr("Step %1 of %2").arg(place.step + 1).arg(job->steps.size()) : QString();
    }
    if (place.kind == Place::Kind::Job)
        return QObject::tr("Job %1 of %2").arg(workflow.indexOf(place.job) + 1).arg(workflow.jobs.size());
    if (place.kind == Place::Kind::Trigger)
        return QObject::tr("Trigger");
    return place.kind == Place::Kind::Gate ? QObject::tr("Gate of %1").arg(shown(place.job)) : QObject::tr("Workflow");
}

Header::Header(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_position(new QLabel(this))
    , m_more(new QToolButton(this))
    , m_menu(new QMenu(this))
{
    for (QLabel *label : {m_title, m_position})
        widgets::showAsWritten(*label);
    m_title->setFont(theme::font(theme::FontRole::Section, font()));
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_position->setFont(theme::font(theme::FontRole::Small, font()));
    m_position->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_more->setIcon(theme::icon(u"action-more"_s));
    m_more->setAccessibleName(tr("More actions"));
    m_more->setToolTip(tr("More actions (Space)"));
    m_more->setFocusPolicy(Qt::StrongFocus);
    connect(m_more, &QToolButton::clicked, this, [this] {
        fillMenu();
        m_menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
    });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 10, 0);
    row->addWidget(m_icon);
    row->addWidget(m_title, 1);
    row->addWidget(m_position);
    row->addWidget(m_more);
    setMinimumHeight(48);
}

void Header::show(const QList<Place> &all, const Place &current)
{
    m_all = all;
    m_place = current;
    const workflow::Document &document = m_desk.document();
    const bool isSeveral = all.size() > 1;
    m_words = isSeveral ? tr("%n selected", nullptr, int(all.size())) : titleOf(document, current);
    m_iconName = isSeveral ? u"action-copy"_s : iconOf(document, current);
    m_position->setText(isSeveral ? QString() : positionOf(document, current));
    m_more->setEnabled(m_desk.file());
    m_title->setAccessibleName(m_words);
    m_title->setToolTip(widgets::plainTip(m_words));
    paintIcon();
    elide();
}

void Header::fillMenu()
{
    m_menu->clear();
    const bool isWritable = m_desk.isWritable();
    if (m_all.size() <= 1 && (m_place.kind == Place::Kind::Job || m_place.kind == Place::Kind::Step))
        m_menu->addAction(theme::icon(u"action-copy"_s), tr("Duplicate"), this, &Header::duplicate)
            ->setEnabled(isWritable);
    m_menu->addAction(tr("Show in source"), this,
                      [this] { emit m_desk.sourceRequested(editing::rangeOf(m_desk.document(), m_place)); });
    if (m_place.kind != Place::Kind::File) {
        m_menu->addSeparator();
        m_menu->addAction(theme::icon(u"action-remove"_s), tr("Remove"), this, &Header::remove)->setEnabled(isWritable);
    }
}

void Header::duplicate()
{
    m_desk.commitAll();
    const auto planned = editing::duplicate(m_desk.document(), {m_place});
    if (!planned)
        (void)m_desk.refuse(base::sentence(planned.error()));
    else
        (void)m_desk.performAndSelect(planned->operations, planned->name, planned->places.constFirst());
}

void Header::remove()
{
    m_desk.commitAll();
    removeParts(m_desk, m_all.isEmpty() ? QList<Place>{m_place} : m_all);
}

void Header::elide()
{
    m_title->setText(m_title->fontMetrics().elidedText(m_words, Qt::ElideRight, std::max(m_title->width(), 20)));
}

void Header::paintIcon()
{
    const theme::Tokens &colours = theme::tokens(palette());
    m_icon->setPixmap(theme::iconPixmap(m_iconName, iconSize, colours.text2, devicePixelRatioF()));
    QPalette quiet = m_position->palette();
    quiet.setColor(QPalette::WindowText, colours.text2);
    m_position->setPalette(quiet);
}

void Header::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    elide();
}

void Header::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_icon)
        paintIcon();
}

void Header::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    theme::paintHairline(painter, rect(), Qt::BottomEdge, theme::tokens(palette()).line1);
}

} // namespace slipway::inspector
