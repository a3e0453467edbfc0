#include "inspector/forms/job_form.h"

#include "inspector/fields/expression_field.h"
#include "inspector/fields/list_field.h"
#include "inspector/fields/spark_strip.h"
#include "inspector/fields/table_field.h"
#include "inspector/fields/text_field.h"
#include "inspector/forms/call_inputs.h"
#include "inspector/forms/container_part.h"
#include "inspector/forms/gate_form.h"
#include "inspector/forms/matrix_part.h"
#include "inspector/forms/settings_part.h"
#include "syntax/runners.h"

#include <QRegularExpression>

#include <map>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

using editing::Place;

namespace {

/// More jobs than that nobody looks through.
constexpr qsizetype mostNeeds = 60;

QStringList runners(const Desk &desk)
{
    QStringList labels;
    for (const std::string &own : desk.file()->names().runnerLabels)
        labels.append(shown(own));
    for (const syntax::RunnerLabel &label : syntax::runnerLabels())
        if (label.kind != syntax::LabelKind::Retired)
            labels.append(shown(label.name));
    labels.removeDuplicates();
    return labels;
}

} // namespace

std::set<std::string_view> waitingFor(const workflow::Workflow &workflow, std::string_view job)
{
    std::multimap<std::string_view, std::string_view> waiters;
    for (const workflow::Job &one : workflow.jobs)
        for (const yaml::Node need : one.needs.items)
            waiters.emplace(need.text(), one.id());
    std::set<std::string_view> found;
    std::vector<std::string_view> open{job};
    while (!open.empty()) {
        const auto [first, last] = waiters.equal_range(open.back());
        open.pop_back();
        for (auto next = first; next != last; ++next)
            if (found.insert(next->second).second)
                open.push_back(next->second);
    }
    return found;
}

JobForm::JobForm(Desk &desk, const Place &place, QWidget *parent)
    : Form(desk, place, parent)
    , m_isCall(jobOf(desk.document(), place) && jobOf(desk.document(), place)->isCall())
{
    addName();
    if (m_isCall)
        addCall(*this, path());
    else
        addRunner();
    addNeeds();
    addWhen();
    if (!m_isCall)
        addEnvironment(*this, path(), addSection(tr("Environment"), bool(desk.at(below(path(), {"environment"})))));
    addMatrix(*this, place.job);
    addConcurrency(*this, path());
    addPermissions(*this, path());
    if (!m_isCall) {
        addEnv(*this, path());
        Section *outputs = addSection(tr("Outputs"), bool(desk.at(below(path(), {"outputs"}))));
        add(new TableField(desk, below(path(), {"outputs"}), tr("Outputs"), tr("Add output"), outputs), outputs);
        addDefaults(*this, path());
        addContainers(*this, path());
    }
    m_past = new SparkStrip(this);
    Form::place(m_past);
}

bool JobForm::fits() const
{
    const workflow::Job *job = jobOf(desk().document(), Form::place());
    return job && job->isCall() == m_isCall;
}

void JobForm::addName()
{
    auto *name = new TextField(desk(), below(path(), {"name"}), tr("Name"), this);
    add(name->setPlaceholder(shown(Form::place().job)));
    auto *id = new TextField(desk(), path(), tr("Id"), this);
    id->setMono()->setRename([this](const QString &to) { return rename(to); },
                             [this] { return shown(Form::place().job); });
    add(id)->setHelp(tr("By which other jobs and expressions name it. They follow when it changes."));
}

base::Done JobForm::rename(const QString &to)
{
    static const QRegularExpression idPattern(u"^[A-Za-z_][A-Za-z0-9_-]*$"_s);
    const std::string from = Form::place().job;
    if (!idPattern.match(to).hasMatch())
        return desk().refuse(tr("An id begins with a letter or _ and goes on with letters, digits, - and _."));
    if (desk().document().workflow().job(bytes(to)) && to.compare(shown(from), Qt::CaseInsensitive) != 0)
        return desk().refuse(tr("There is a job %1 already.").arg(to));
    return desk().performAndSelect({workflow::RenameJob{from, bytes(to)}}, tr("Rename job"), Place::ofJob(bytes(to)));
}

void JobForm::addRunner()
{
    m_runner = new TextField(desk(), below(path(), {"runs-on"}), tr("Runs on"), this);
    m_runner->setChoices([this] { return runners(desk()); });
    add(m_runner)->setHelp(tr("The label of a runner, or an expression that gives one."));
    m_labels = new ListField(desk(), below(path(), {"runs-on"}), tr("Runs on, with all of these labels"),
                             tr("Add label"), this);
    m_labels->setChoices([this] { return runners(desk()); });
    add(m_labels);
    m_group = add(new TextField(desk(), below(path(), {"runs-on", "group"}), tr("Group of runners"), this));
    m_groupLabels = new ListField(desk(), below(path(), {"runs-on", "labels"}), tr("With all of these labels"),
                                  tr("Add label"), this);
    add(m_groupLabels);
}

void JobForm::addNeeds()
{
    m_needs = new ChecksField(desk(), below(path(), {"needs"}), tr("Waits for"), this);
    m_needs->setWrite([this](const QString &need, bool on) { return changeNeed(need, on); });
    add(m_needs);
}

base::Done JobForm::changeNeed(const QString &need, bool on)
{
    const std::string job = Form::place().job;
    if (on)
        return desk().perform({workflow::AddNeed{job, bytes(need)}}, tr("Connect %1 to %2").arg(need, shown(job)));
    return desk().perform({workflow::RemoveNeed{job, bytes(need)}}, tr("Disconnect %1 from %2").arg(need, shown(job)));
}

void JobForm::addWhen()
{
    auto *condition = new ExpressionField(desk(), below(path(), {"if"}), tr("Runs when"), this);
    add(condition->setPlaceholder(tr("All that it waits for succeed")));
    if (m_isCall)
        return;
    auto *limit =
        new TextField(desk(), below(path(), {"timeout-minutes"}), tr("Time limit in minutes"), this, Writes::Number);
    add(limit->setPlaceholder(u"360"_s));
    add(new CheckField(desk(), below(path(), {"continue-on-error"}), tr("The run goes on when this job fails"), false,
                       this));
}

QList<ChecksField::Choice> JobForm::needChoices() const
{
    const workflow::Workflow &workflow = desk().document().workflow();
    const std::string &own = Form::place().job;
    const auto waiting = waitingFor(workflow, own);
    QList<ChecksField::Choice> choices;
    for (const workflow::Job &job : workflow.jobs) {
        if (job.id() == own || choices.size() == mostNeeds)
            continue;
        const QString id = shown(job.id());
        const QString reason = tr("%1 waits for %2 already, so %2 cannot wait for it.").arg(id, shown(own));
        choices.append({id, shown(job.name.text()).left(200), waiting.contains(job.id()) ? reason : QString()});
    }
    return choices;
}

void JobForm::follow()
{
    const QList<ChecksField::Choice> choices = needChoices();
    m_needs->setChoices(choices);
    if (std::ssize(desk().document().workflow().jobs) > mostNeeds + 1)
        m_needs->setWords(tr("There are more jobs than are listed. Connect those on the canvas."));
    m_needs->setVisible(!choices.isEmpty() || desk().at(m_needs->path()));
    Form::follow();
    if (m_runner) {
        const yaml::Node runsOn = desk().at(m_runner->path());
        m_runner->setVisible(!runsOn.isSequence() && !runsOn.isMapping());
        m_labels->setVisible(runsOn.isSequence());
        m_group->setVisible(runsOn.isMapping());
        m_groupLabels->setVisible(runsOn.isMapping());
    }
    if (desk().sources().past)
        m_past->show(desk().sources().past(Form::place()));
}

} // namespace slipway::inspector
