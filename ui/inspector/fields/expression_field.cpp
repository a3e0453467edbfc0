#include "inspector/fields/expression_field.h"

#include "inspector/fields/expression_aid.h"
#include "inspector/fields/typing.h"
#include "theme/fonts.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

namespace {

bool isPlainBranch(std::string_view pattern)
{
    return pattern.find_first_of("*?+[!") == std::string_view::npos && !pattern.empty();
}

std::string branchOf(const Desk &desk, const workflow::List &filter)
{
    for (const yaml::Node item : filter.items)
        if (isPlainBranch(item.text()))
            return std::string(item.text());
    return bytes(desk.mainBranch());
}

workflow::Event eventFor(const Desk &desk, const workflow::Trigger &trigger)
{
    workflow::Event event{.name = std::string(trigger.text())};
    const bool isPullRequest = event.name.starts_with("pull_request");
    if (isPullRequest) {
        event.type = "opened";
        event.branch = "feature";
        event.baseBranch = branchOf(desk, trigger.branches);
    } else {
        event.branch = branchOf(desk, trigger.branches);
    }
    if (!trigger.schedules.empty())
        event.cron = std::string(trigger.schedules.front().cron.text());
    return event;
}

} // namespace

QString eventWords(const workflow::Event &event)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("inspector::Event", text); };
    const QString branch = shown(event.branch.value_or(""));
    if (event.tag)
        return tr("Push of tag %1").arg(shown(*event.tag));
    if (event.name == "push")
        return tr("Push to %1").arg(branch);
    if (event.name.starts_with("pull_request"))
        return tr("Pull request to %1").arg(shown(event.baseBranch.value_or("")));
    if (event.name == "workflow_dispatch")
        return tr("Manual run on %1").arg(branch);
    if (event.name == "schedule")
        return tr("Schedule");
    return tr("Event %1").arg(shown(event.name));
}

QList<workflow::Event> eventsFor(const Desk &desk)
{
    QList<workflow::Event> events;
    for (const workflow::Trigger &trigger : desk.document().workflow().on.events)
        events.append(eventFor(desk, trigger));
    const std::string main = bytes(desk.mainBranch());
    const auto addUnless = [&](const workflow::Event &event) {
        if (!std::ranges::contains(events, event.name, &workflow::Event::name))
            events.append(event);
    };
    addUnless({.name = "push", .branch = main});
    addUnless({.name = "pull_request", .type = "opened", .branch = "feature", .baseBranch = main});
    addUnless({.name = "workflow_dispatch", .branch = main});
    events.append({.name = "push", .tag = "v1.0.0"});
    return events;
}

ExpressionField::ExpressionField(Desk &desk, yaml::Path path, const QString &label, QWidget *parent, Writes writes)
    : Field(desk, std::move(path), label, parent)
    , m_line(new QLineEdit(this))
    , m_judgement(new Note(this))
    , m_writes(writes)
{
    m_line->setMaxLength(1'000'000);
    m_line->setFont(theme::font(theme::FontRole::Mono, font()));
    setControl(m_line, m_line);
    column()->insertWidget(2, m_judgement);
    m_typing =
        new Typing(desk, *m_line, [this](const Typing &typing) { return write(typing, typing.text(), m_writes); });
    new ExpressionAid(desk, *m_line, [this] { return this->path(); });
    connect(m_typing, &Typing::answered, this, &ExpressionField::answer);
    connect(m_typing, &Typing::edited, this, &ExpressionField::judge);
    connect(&desk, &Desk::eventChanged, this, &ExpressionField::judge);
}

ExpressionField *ExpressionField::setPlaceholder(const QString &words)
{
    m_line->setPlaceholderText(words);
    return this;
}

bool ExpressionField::isUsual(yaml::Node value) const
{
    return Field::isUsual(value) && (!value || !value.text().contains('\n'));
}

void ExpressionField::show(yaml::Node value)
{
    m_typing->setText(value.isNull() ? QString() : shown(value.text()));
    judge();
}

void ExpressionField::judge()
{
    const Draft draft(desk(), path(), m_line->text());
    const Judgement judgement = draft ? draft.judge() : Judgement();
    if (!judgement.error.isEmpty()) {
        m_judgement->say(base::Status::Failure, judgement.error);
    } else if (!judgement.preview.isEmpty()) {
        const QString value = tr("%1: %2").arg(eventWords(desk().event()), judgement.preview);
        const QString type = judgement.type == "any"_L1 ? QString() : judgement.type;
        m_judgement->say(base::Status::Unknown, type.isEmpty() ? value : tr("%1 (%2)").arg(value, type));
    } else {
        m_judgement->say(base::Status::Unknown, {});
    }
}

} // namespace slipway::inspector
