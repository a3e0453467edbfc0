#include "inspector/forms/trigger_form.h"

#include "base/format.h"
#include "inspector/fields/cards_field.h"
#include "inspector/fields/choice_field.h"
#include "inspector/fields/list_field.h"
#include "inspector/fields/text_field.h"
#include "inspector/forms/cron.h"
#include "inspector/forms/inputs_part.h"
#include "inspector/forms/patterns.h"

using namespace Qt::StringLiterals;

namespace slipway::inspector {

namespace {

constexpr int timesAhead = 3;

/// What a schedule means and when it is due next.
void sayCron(TextField &field, const Desk &desk, const QString &text)
{
    if (text.isEmpty()) {
        field.setWords({});
        return;
    }
    const auto cron = Cron::parse(text);
    if (!cron) {
        field.setWords(
            TriggerForm::tr("This is no schedule. Write five fields: minute, hour, day, month, day of the week."),
            base::Status::Failure);
        return;
    }
    const QDateTime now = desk.clock().now();
    QStringList times;
    const auto next = cron->next(now, timesAhead);
    for (const QDateTime &time : next)
        times.append(base::format::time(time, now));
    const QString due =
        times.isEmpty() ? TriggerForm::tr("Never due.") : TriggerForm::tr("Next: %1").arg(times.join(u"; "_s));
    field.setWords(cron->words() + u".\n"_s + due);
}

} // namespace

TriggerForm::TriggerForm(Desk &desk, const editing::Place &place, QWidget *parent)
    : Form(desk, place, parent)
{
    const syntax::Event *event = syntax::findEvent(place.event);
    auto *words = new Note(this);
    words->say(event ? base::Status::Unknown : base::Status::Warning,
               event ? shown(event->summary) : tr("GitHub knows no event of this name."));
    Form::place(words);
    if (place.event == "schedule")
        addSchedules();
    if (place.event == "workflow_dispatch" || place.event == "workflow_call")
        addInputs(*this, path(), place.event == "workflow_call");
    if (place.event == "workflow_call")
        addCallResults(*this, path());
    if (event)
        addFilters(*event);
}

void TriggerForm::addFilters(const syntax::Event &event)
{
    if (event.filters.testFlag(syntax::Filter::Workflows))
        add(new ListField(desk(), below(path(), {"workflows"}), tr("After these workflows"), tr("Add workflow"), this));
    if (event.filters.testFlag(syntax::Filter::Branches)) {
        addFilter("branches", tr("Branches"), tr("Add branch"), true);
        addFilter("branches-ignore", tr("Branches to leave out"), tr("Add branch"), true);
    }
    if (event.filters.testFlag(syntax::Filter::Tags)) {
        addFilter("tags", tr("Tags"), tr("Add tag"), false);
        addFilter("tags-ignore", tr("Tags to leave out"), tr("Add tag"), false);
    }
    if (event.filters.testFlag(syntax::Filter::Paths)) {
        addFilter("paths", tr("Changed files"), tr("Add path"), false);
        addFilter("paths-ignore", tr("Changed files to leave out"), tr("Add path"), false);
    }
    if (!event.types.empty() || event.filters.testFlag(syntax::Filter::Types))
        addTypes(event);
}

void TriggerForm::addFilter(const char *key, const QString &label, const QString &addWords, bool isBranches)
{
    auto *list = new ListField(desk(), below(path(), {std::string(key)}), label, addWords, this);
    list->setMeaning(patternMeaning);
    if (isBranches && desk().sources().branches)
        list->setChoices([this] { return desk().sources().branches(); });
    add(list)->setHelp(tr("Patterns: * stands for a part of a name, ** for any path."));
}

void TriggerForm::addTypes(const syntax::Event &event)
{
    if (event.types.empty()) {
        add(new ListField(desk(), below(path(), {"types"}), tr("Types"), tr("Add type"), this));
        return;
    }
    Section *section = addSection(tr("Activities"), bool(desk().at(below(path(), {"types"}))));
    QStringList usual;
    for (const std::string_view name : event.defaultTypes)
        usual.append(shown(name));
    QList<ChecksField::Choice> choices;
    for (const syntax::Value &type : event.types)
        choices.append({shown(type.name), shown(type.summary)});
    auto *field = new ChecksField(desk(), below(path(), {"types"}), tr("Types"), section);
    field->setChoices(choices);
    field->setWords(usual.isEmpty() ? tr("None chosen: all of them.")
                                    : tr("None chosen: %1.").arg(usual.join(u", "_s)));
    add(field, section);
}

void TriggerForm::addSchedules()
{
    const CardsField::Kind kind{.addWords = tr("Add schedule"),
                                .isList = true,
                                .newValue = yaml::makeMap({{"cron", yaml::makeText("0 6 * * 1")}})};
    add(new CardsField(
        desk(), path(), tr("Schedules"), kind,
        [this](Card &card) {
            auto *cron =
                new TextField(desk(), below(card.path(), {"cron"}), tr("Minute, hour, day, month, weekday"), &card);
            cron->setMono()->whenEdited([this, cron](const QString &text) { sayCron(*cron, desk(), text); });
            card.add(cron);
            auto *zone = new TextField(desk(), below(card.path(), {"timezone"}), tr("Time zone"), &card);
            card.add(zone->setPlaceholder(u"UTC"_s));
        },
        this));
}

} // namespace slipway::inspector
