#include "run_pages/live_steps.h"

#include "base/format.h"
#include "run_pages/words.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QEvent>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

constexpr int iconSize = 16;

QString lineOf(const runs::StepFact &step, const QDateTime &now)
{
    const auto took = step.took(now);
    const QString state = took && step.status != base::Status::Skipped
        ? LiveSteps::tr("%1, %2").arg(words::status(step.status), base::format::duration(*took))
        : words::status(step.status);
    return LiveSteps::tr("%1: %2").arg(step.name.simplified(), state);
}

} // namespace

LiveSteps::LiveSteps(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel)
    , m_steps(new QListWidget)
{
    widgets::showAsWritten(*m_words);
    m_words->setObjectName(u"liveWords"_s);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_steps->setObjectName(u"liveSteps"_s);
    m_steps->setAccessibleName(tr("Steps of the job"));
    m_steps->setFrameShape(QFrame::NoFrame);
    m_steps->setUniformItemSizes(true);
    m_steps->setTextElideMode(Qt::ElideRight);
    m_steps->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusProxy(m_steps);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::gutter, 10, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_words);
    column->addWidget(m_steps, 1);
    adoptFont();
}

void LiveSteps::setJob(const QString &why, const runs::JobFact &job, const QDateTime &now, bool follows)
{
    m_words->setText(why);
    const int count = static_cast<int>(job.steps.size());
    const bool isOther = m_job != job.id;
    m_job = job.id;
    while (m_steps->count() > count)
        delete m_steps->takeItem(m_steps->count() - 1);
    while (m_steps->count() < count)
        m_steps->addItem(new QListWidgetItem);
    for (int at = 0; at < count; ++at) {
        const runs::StepFact &step = job.steps.at(at);
        QListWidgetItem *item = m_steps->item(at);
        const QString line = lineOf(step, now);
        if (item->text() != line || isOther) {
            item->setText(line);
            item->setIcon(theme::iconPixmap(theme::statusIcon(step.status), iconSize,
                                            theme::tokens(palette()).status(step.status).solid, devicePixelRatioF()));
        }
        if (follows && step.status == base::Status::Running)
            m_steps->scrollToItem(item);
    }
}

void LiveSteps::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme::tokens(palette()).base);
}

void LiveSteps::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        adoptFont();
    // The icons have colours of the theme and are drawn anew with the next tick.
    if (event->type() == QEvent::PaletteChange)
        m_job = 0;
}

void LiveSteps::adoptFont()
{
    m_words->setFont(theme::font(theme::FontRole::Small, font()));
    m_steps->setFont(theme::font(theme::FontRole::Small, font()));
}

} // namespace slipway::run_pages
