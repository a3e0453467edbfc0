#include "inspector/forms/step_form.h"

#include "inspector/fields/action_inputs.h"
#include "inspector/fields/choice_field.h"
#include "inspector/fields/expression_field.h"
#include "inspector/fields/spark_strip.h"
#include "inspector/fields/table_field.h"
#include "inspector/fields/text_field.h"
#include "inspector/forms/step_kind.h"
#include "syntax/popular_actions.h"
#include "syntax/shells.h"
#include "theme/fonts.h"
#include "widgets/segmented_control.h"

#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

using workflow::StepKind;

namespace {

QStringList popularActions()
{
    QStringList names;
    for (const syntax::PopularAction &action : syntax::popularActions())
        if (!action.isOutdated)
            names.append(shown(action.name));
    return names;
}

QStringList shells()
{
    QStringList names;
    for (const syntax::Shell &shell : syntax::shells())
        names.append(shown(shell.name));
    return names;
}

constexpr int customCondition = 4;

QList<ChoiceField::Choice> whenChoices()
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("inspector::StepForm", text); };
    return {
        {tr("All earlier steps succeed"), nullptr},
        {tr("Even after a failure"), yaml::makeText("!cancelled()")},
        {tr("Only after a failure"), yaml::makeText("failure()")},
        {tr("Always"), yaml::makeText("always()"), tr("Even when the run is cancelled")},
        {tr("A condition…"), nullptr},
    };
}

/// Which of the choices a condition is.
int whenOf(yaml::Node value)
{
    const std::string_view text = value.text();
    const bool isWrapped = workflow::isOneExpression(text);
    const QString bare = shown(isWrapped ? text.substr(3, text.size() - 5) : text).trimmed().remove(u' ');
    if (bare.isEmpty() || bare == "success()"_L1)
        return 0;
    const QStringList known{u"!cancelled()"_s, u"failure()"_s, u"always()"_s};
    const auto at = known.indexOf(bare);
    return at < 0 ? customCondition : int(at) + 1;
}

} // namespace

StepForm::StepForm(Desk &desk, const editing::Place &place, QWidget *parent)
    : Form(desk, place, parent)
{
    add(new TextField(desk, below(path(), {"name"}), tr("Name"), this))
        ->setHelp(tr("What runs and logs call this step."));
    addKind();
    addWhat();
    addWhen();
    addDetails();
}

void StepForm::addKind()
{
    m_kind = new QWidget(this);
    auto *column = new QVBoxLayout(m_kind);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *label = new QLabel(tr("Kind"), m_kind);
    label->setFont(theme::font(theme::FontRole::Small, font()));
    label->setForegroundRole(QPalette::PlaceholderText);
    m_segments = new widgets::SegmentedControl(m_kind);
    m_segments->setSegments({tr("Run command"), tr("Use action")});
    m_segments->setAccessibleName(tr("Kind"));
    m_segments->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    column->addWidget(label);
    column->addWidget(m_segments);
    place(m_kind);
    m_other = new Note(this);
    place(m_other);
    connect(m_segments, &widgets::SegmentedControl::currentIndexChanged, this, &StepForm::chooseKind);
}

void StepForm::addWhat()
{
    m_command = add(new LinesField(desk(), below(path(), {"run"}), tr("Command"), this));
    m_command->setHelp(tr("A script, as it would be typed into a shell. Tab leaves the field."));
    m_uses = add(new TextField(desk(), below(path(), {"uses"}), tr("Action"), this));
    m_uses->setMono()->setChoices(popularActions);
    m_uses->setHelp(tr("Owner, repository and version, or a folder of this repository that begins with ./"));
    m_inputs = new ActionInputs(desk(), path(), this);
    place(m_inputs);
    m_directory = add((new TextField(desk(), below(path(), {"working-directory"}), tr("Working directory"), this))
                          ->setMono()
                          ->setPlaceholder(tr("The repository")));
    add(new TableField(desk(), below(path(), {"env"}), tr("Environment variables"), tr("Add variable"), this));
}

void StepForm::addWhen()
{
    auto *shell = new TextField(desk(), below(path(), {"shell"}), tr("Shell"), this);
    shell->setChoices(shells)->setPlaceholder(tr("Of the runner"));
    m_shell = shell;
    m_limit = new TextField(desk(), below(path(), {"timeout-minutes"}), tr("Time limit"), this, Writes::Number);
    m_limit->setHelp(tr("In minutes. A step that takes longer fails."));
    addPair(shell, m_limit);
    m_when = add(new ChoiceField(desk(), below(path(), {"if"}), tr("Runs when"), whenChoices(), this));
    m_when->setRead([this](yaml::Node value) { return m_wantsCondition ? customCondition : whenOf(value); });
    m_when->setWrite([this](const ChoiceField::Choice &choice) -> base::Done {
        m_wantsCondition = choice.words == whenChoices().last().words;
        const yaml::Path at = below(path(), {"if"});
        const yaml::Tree &tree = *desk().document().tree();
        base::Done done;
        if (!m_wantsCondition)
            done = desk().perform(choice.value ? setting(tree, at, choice.value) : removing(tree, at),
                                  tr("Change when it runs"));
        follow();
        if (m_wantsCondition)
            m_condition->takeFocus();
        return done;
    });
    m_condition = add(new ExpressionField(desk(), below(path(), {"if"}), tr("Condition"), this));
    m_condition->setPlaceholder(u"github.ref == 'refs/heads/main'"_s);
}

void StepForm::addDetails()
{
    add(new CheckField(desk(), below(path(), {"continue-on-error"}), tr("Continue when this step fails"), false, this));
    add((new TextField(desk(), below(path(), {"id"}), tr("Id"), this))->setMono()->setPlaceholder(tr("None")))
        ->setHelp(tr("By which later steps name the outputs of this one."));
    m_past = new SparkStrip(this);
    place(m_past);
}

QString StepForm::limitWords() const
{
    const workflow::Job *job = jobOf(desk().document(), Form::place());
    const QString minutes = job ? shown(job->timeoutMinutes.text()) : QString();
    return minutes.isEmpty() ? tr("Job limit") : tr("Job limit, %1 min").arg(minutes);
}

void StepForm::follow()
{
    m_isFollowing = true;
    const workflow::Step *step = stepOf(desk().document(), Form::place());
    const StepKind kind = step ? step->kind : StepKind::Unknown;
    const bool isUses = kind == StepKind::Uses;
    const bool isRun = kind == StepKind::Run || kind == StepKind::Unknown;
    m_kind->setVisible(isUses || isRun);
    m_kind->setEnabled(desk().isWritable());
    m_segments->setCurrentIndex(isUses ? 1 : 0);
    m_other->say(base::Status::Unknown, isUses || isRun ? QString() : tr("This kind of step is edited in the source."));
    m_limit->setPlaceholder(limitWords());
    Form::follow();
    m_command->setVisible(isRun);
    m_uses->setVisible(isUses);
    m_inputs->setVisible(isUses);
    m_directory->setVisible(isRun || desk().at(m_directory->path()));
    m_shell->setVisible(isRun || desk().at(m_shell->path()));
    if (isUses)
        m_inputs->follow();
    const yaml::Node condition = desk().at(m_condition->path());
    m_condition->setVisible(m_wantsCondition || whenOf(condition) == customCondition);
    if (desk().sources().past)
        m_past->show(desk().sources().past(Form::place()));
    m_isFollowing = false;
}

void StepForm::chooseKind(int kind)
{
    if (m_isFollowing)
        return;
    desk().commitAll();
    const auto done = kind == 1 ? useAction(desk(), Form::place()) : runCommand(desk(), Form::place());
    if (!done)
        follow();
}

} // namespace slipway::inspector
