#include "inspector/forms/inputs_part.h"

#include "inspector/fields/cards_field.h"
#include "inspector/fields/choice_field.h"
#include "inspector/fields/expression_field.h"
#include "inspector/fields/list_field.h"
#include "inspector/fields/text_field.h"

#include <QCoreApplication>

namespace slipway::inspector {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("inspector::Inputs", text);
}

QList<ChoiceField::Choice> typeChoices(bool isCall)
{
    QList<ChoiceField::Choice> choices;
    if (!isCall)
        choices.append({tr("Text (not written)"), nullptr});
    choices.append({tr("Text"), yaml::makeText("string")});
    choices.append({tr("Number"), yaml::makeText("number")});
    choices.append({tr("Yes or no"), yaml::makeText("boolean")});
    if (!isCall) {
        choices.append({tr("One of a list"), yaml::makeText("choice")});
        choices.append({tr("An environment"), yaml::makeText("environment")});
    }
    return choices;
}

void fillInput(Card &card, Desk &desk, bool isCall)
{
    const yaml::Path &path = card.path();
    card.add(new TextField(desk, below(path, {"description"}), tr("Description"), &card));
    card.add(new ChoiceField(desk, below(path, {"type"}), tr("Type"), typeChoices(isCall), &card));
    card.add(new CheckField(desk, below(path, {"required"}), tr("Must be given"), false, &card));
    card.add(new TextField(desk, below(path, {"default"}), tr("Default"), &card));
    if (!isCall)
        card.add(new ListField(desk, below(path, {"options"}), tr("Options"), tr("Add option"), &card));
}

} // namespace

void addInputs(Form &form, const yaml::Path &path, bool isCall)
{
    Desk &desk = form.desk();
    const CardsField::Kind kind{.addWords = tr("Add input"),
                                .newName = "input",
                                .newValue = yaml::makeMap({{"type", yaml::makeText("string")}})};
    form.add(new CardsField(
        desk, below(path, {"inputs"}), tr("Inputs"), kind,
        [&desk, isCall](Card &card) { fillInput(card, desk, isCall); }, &form));
}

void addCallResults(Form &form, const yaml::Path &path)
{
    Desk &desk = form.desk();
    const CardsField::Kind output{.addWords = tr("Add output"),
                                  .newName = "output",
                                  .newValue =
                                      yaml::makeMap({{"value", yaml::makeText("${{ jobs.build.outputs.name }}")}})};
    form.add(new CardsField(
        desk, below(path, {"outputs"}), tr("Outputs"), output,
        [&desk](Card &card) {
            card.add(new TextField(desk, below(card.path(), {"description"}), tr("Description"), &card));
            card.add(new ExpressionField(desk, below(card.path(), {"value"}), tr("Value"), &card));
        },
        &form));
    const CardsField::Kind secret{
        .addWords = tr("Add secret"), .newName = "SECRET", .newValue = yaml::makeMap({{"required", boolean(true)}})};
    form.add(new CardsField(
        desk, below(path, {"secrets"}), tr("Secrets"), secret,
        [&desk](Card &card) {
            card.add(new TextField(desk, below(card.path(), {"description"}), tr("Description"), &card));
            card.add(new CheckField(desk, below(card.path(), {"required"}), tr("Must be given"), false, &card));
        },
        &form));
}

} // namespace slipway::inspector
