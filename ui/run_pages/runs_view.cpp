#include "run_pages/runs_view.h"

#include "run_pages/run_acts.h"
#include "run_pages/runs_content.h"
#include "runs/services.h"
#include "theme/tokens.h"
#include "widgets/message.h"

#include <QEvent>
#include <QPainter>
#include <QPointer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

struct RunsView::Private {
    RunActs *acts = nullptr;
    RunsContent *content = nullptr;
    widgets::Message *message = nullptr;
    QPointer<QWidget> control;
    QString workflow;
    QByteArray layout;
    bool isMotionReduced = false;
};

RunsView::RunsView(std::shared_ptr<const runs::Services> services, QWidget *parent)
    : QWidget(parent)
    , m_d(std::make_unique<Private>())
{
    setAccessibleName(tr("Runs of workflows"));
    m_d->acts = new RunActs(this);
    m_d->message = new widgets::EmptyState(tr("Sign in to GitHub to see runs."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_d->message);
    connect(m_d->acts, &RunActs::openRequested, this, &RunsView::openRequested);
    connect(m_d->acts, &RunActs::done, this,
            [this](const runs::Outcome &outcome) { emit said(base::Status::Success, outcome.words); });
    connect(m_d->acts, &RunActs::said, this, &RunsView::said);
    setServices(std::move(services));
}

RunsView::~RunsView()
{
    // The models go before the acts that they tell.
    delete m_d->content;
}

void RunsView::setServices(std::shared_ptr<const runs::Services> services)
{
    if (m_d->control)
        m_d->control->setParent(nullptr);
    delete std::exchange(m_d->content, nullptr);
    m_d->acts->setServices(services);
    const bool canAsk = services && services->actions;
    m_d->message->setVisible(!canAsk);
    if (!canAsk)
        return;
    m_d->content = new RunsContent(std::move(services), m_d->acts, this);
    static_cast<QVBoxLayout *>(layout())->addWidget(m_d->content, 1);
    connect(m_d->content, &RunsContent::runChanged, this, &RunsView::runChanged);
    connect(m_d->content, &RunsContent::openRequested, this, &RunsView::openRequested);
    connect(m_d->content, &RunsContent::editRequested, this, &RunsView::editRequested);
    connect(m_d->content, &RunsContent::fileRequested, this, &RunsView::fileRequested);
    if (m_d->control)
        m_d->content->addControl(m_d->control);
    m_d->content->setMotionReduced(m_d->isMotionReduced);
    if (!m_d->layout.isEmpty())
        m_d->content->restoreLayout(m_d->layout);
    m_d->content->setHidden(!isVisible());
    if (isVisible())
        m_d->content->setWorkflow(m_d->workflow);
}

void RunsView::setWorkflow(const QString &file)
{
    m_d->workflow = file;
    if (m_d->content)
        m_d->content->setWorkflow(file);
}

QString RunsView::workflow() const
{
    return m_d->workflow;
}

void RunsView::openRun(qint64 run)
{
    if (m_d->content)
        m_d->content->openRun(run);
}

runs::RunFact RunsView::run() const
{
    return m_d->content ? m_d->content->run() : runs::RunFact();
}

const RunsView::Acts &RunsView::acts() const
{
    return m_d->acts->acts();
}

void RunsView::addHeadControl(QWidget *control)
{
    m_d->control = control;
    if (m_d->content)
        m_d->content->addControl(control);
}

QList<QWidget *> RunsView::regions() const
{
    return m_d->content ? m_d->content->regions() : QList<QWidget *>();
}

QByteArray RunsView::saveLayout() const
{
    return m_d->content ? m_d->content->saveLayout() : m_d->layout;
}

void RunsView::restoreLayout(const QByteArray &layout)
{
    m_d->layout = layout;
    if (m_d->content && !layout.isEmpty())
        m_d->content->restoreLayout(layout);
}

void RunsView::setMotionReduced(bool reduced)
{
    m_d->isMotionReduced = reduced;
    if (m_d->content)
        m_d->content->setMotionReduced(reduced);
}

void RunsView::setOnline(bool online)
{
    m_d->acts->setOnline(online);
}

void RunsView::toggleFacts()
{
    if (m_d->content)
        m_d->content->toggleFacts();
}

void RunsView::refresh()
{
    if (m_d->content)
        m_d->content->refresh();
}

void RunsView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_d->content)
        return;
    m_d->content->setHidden(false);
    m_d->content->setWorkflow(m_d->workflow);
}

void RunsView::hideEvent(QHideEvent *event)
{
    if (m_d->content)
        m_d->content->setHidden(true);
    QWidget::hideEvent(event);
}

void RunsView::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme::tokens(palette()).base);
}

} // namespace slipway::run_pages
