#include "run_pages/plan_sheet.h"

#include "theme/fonts.h"
#include "widgets/plain_words.h"

#include <QCheckBox>
#include <QCoro/QCoroTask>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

using Kind = runs::Wish::Kind;

constexpr int commentLines = 3;

QLabel *paragraph()
{
    auto *label = new QLabel;
    widgets::showAsWritten(*label);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString numbered(const QStringList &sentences)
{
    QStringList lines;
    for (qsizetype at = 0; at < sentences.size(); ++at)
        lines += QString::number(at + 1) + u".  "_s + sentences.at(at);
    return lines.join(u'\n');
}

QString callLines(const QList<runs::ApiCall> &calls)
{
    QStringList lines;
    for (const runs::ApiCall &call : calls) {
        QStringList parts;
        for (const auto &[name, value] : call.body)
            parts += name + u'=' + value;
        lines += call.method + u' ' + call.path + (parts.isEmpty() ? QString() : u"  "_s + parts.join(u"  "_s));
    }
    return lines.join(u'\n');
}

QLabel *heading(const QString &words)
{
    auto *label = new QLabel(words);
    label->setFont(theme::font(theme::FontRole::Section));
    return label;
}

bool isRerun(Kind kind)
{
    return kind == Kind::RerunAll || kind == Kind::RerunFailed || kind == Kind::RerunJob;
}

} // namespace

PlanText::PlanText(QWidget *parent)
    : QWidget(parent)
    , m_steps(paragraph())
    , m_stays(paragraph())
    , m_calls(paragraph())
    , m_command(new QPlainTextEdit)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(6);
    m_steps->setObjectName(u"planSteps"_s);
    m_stays->setObjectName(u"planStays"_s);
    m_calls->setObjectName(u"planCalls"_s);
    column->addWidget(heading(tr("What happens")));
    column->addWidget(m_steps);
    column->addSpacing(8);
    column->addWidget(heading(tr("What stays")));
    column->addWidget(m_stays);
    column->addSpacing(8);
    column->addWidget(heading(tr("What GitHub is sent")));
    m_calls->setFont(theme::font(theme::FontRole::Mono));
    column->addWidget(m_calls);
    m_command->setReadOnly(true);
    m_command->setFont(theme::font(theme::FontRole::Mono));
    m_command->setAccessibleName(tr("Equivalent command"));
    m_command->setTabChangesFocus(true);
    m_command->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_command->setFixedHeight(2 * m_command->fontMetrics().lineSpacing() + 16);
    column->addWidget(m_command);
}

void PlanText::setPlan(const runs::Plan &plan)
{
    m_steps->setText(numbered(plan.steps));
    m_stays->setText(plan.stays.join(u'\n'));
    m_calls->setText(callLines(plan.calls));
    m_command->setVisible(!plan.command.isEmpty());
    m_command->setPlainText(plan.command);
}

PlanSheet::PlanSheet(std::shared_ptr<const runs::Services> services, runs::Wish wish, runs::Standing standing,
                     QWidget *over)
    : Sheet(over)
    , m_services(std::move(services))
    , m_wish(std::move(wish))
    , m_standing(std::move(standing))
    , m_text(new PlanText)
{
    addChoices();
    body()->addWidget(m_text);
    connect(this, &Sheet::confirmed, this, &PlanSheet::carryOut);
    connect(this, &Sheet::cancelled, this, [this] {
        m_isClosed = true;
        if (m_isBusy)
            emit leftBehind();
    });
    showPlan();
}

void PlanSheet::setKeeper(QObject *keeper, std::stop_token stop, Afterwards afterwards)
{
    m_keeper = keeper;
    m_stop = std::move(stop);
    m_afterwards = std::move(afterwards);
}

void PlanSheet::addChoices()
{
    if (isRerun(m_wish.kind)) {
        auto *debug = new QCheckBox(tr("Write debug logs"));
        debug->setObjectName(u"debugLogs"_s);
        body()->addWidget(debug);
        connect(debug, &QCheckBox::toggled, this, [this](bool on) {
            m_wish.withDebugLogs = on;
            showPlan();
        });
    }
    if (m_wish.kind != Kind::Approve && m_wish.kind != Kind::Reject)
        return;
    auto *label = new QLabel(tr("Comment"));
    auto *comment = new QPlainTextEdit;
    comment->setObjectName(u"comment"_s);
    comment->setAccessibleName(tr("Comment"));
    comment->setTabChangesFocus(true);
    comment->setFixedHeight(commentLines * comment->fontMetrics().lineSpacing() + 16);
    label->setBuddy(comment);
    body()->addWidget(label);
    body()->addWidget(comment);
    connect(comment, &QPlainTextEdit::textChanged, this, [this, comment] {
        m_wish.comment = comment->toPlainText();
        showPlan();
    });
}

void PlanSheet::setWish(const runs::Wish &wish)
{
    m_wish = wish;
    showPlan();
}

void PlanSheet::showPlan()
{
    m_standing.now = m_services->clock->now();
    const runs::Plan plan = runs::planOf(m_wish, m_standing);
    setTitle(plan.title);
    setSubtitle(plan.subtitle.isEmpty() ? m_wish.run.title : plan.subtitle);
    setVerb(plan.verb, plan.isDangerous);
    setObstacle(plan.obstacle);
    m_text->setPlan(plan);
}

void PlanSheet::carryOut()
{
    if (m_isBusy || !m_services->actions)
        return;
    m_isBusy = true;
    setFailure({});
    setBusy(tr("GitHub is being told…"));
    const QPointer<PlanSheet> sheet(this);
    // A request that is on its way cannot be called back, so somebody has to hear its outcome.
    QCoro::connect(runs::carryOut(m_services->actions, m_services->clock, m_wish, m_stop),
                   m_keeper ? m_keeper : static_cast<QObject *>(this),
                   [sheet, afterwards = m_afterwards, wish = m_wish](const base::Result<runs::Outcome> &outcome) {
                       if (sheet && !sheet->m_isClosed)
                           sheet->take(outcome);
                       else if (afterwards)
                           afterwards(outcome, wish);
                   });
}

void PlanSheet::take(const base::Result<runs::Outcome> &outcome)
{
    m_isBusy = false;
    setBusy({});
    if (!outcome) {
        setFailure(base::sentence(outcome.error()));
        // Nobody knows whether it happened: asking again could do it twice.
        if (outcome.error().outcomeUnknown)
            setObstacle(tr("Close this and look at the list of runs."));
        return;
    }
    emit done(*outcome, m_wish);
    close();
}

} // namespace slipway::run_pages
