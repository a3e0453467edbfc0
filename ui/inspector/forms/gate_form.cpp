#include "inspector/forms/gate_form.h"

#include "inspector/fields/expression_field.h"
#include "inspector/fields/text_field.h"

#include <QCoreApplication>

namespace slipway::inspector {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("inspector::GateForm", text);
}

QStringList environments(const Desk &desk)
{
    QStringList names;
    for (const std::string &name : desk.file()->names().environments)
        names.append(shown(name));
    return names;
}

void sayGate(TextField &field, const Desk &desk, const QString &name)
{
    const auto &know = desk.sources().environmentWords;
    if (name.isEmpty() || name.contains(QStringLiteral("${{")) || !know) {
        field.setWords({});
        return;
    }
    const QString words = know(name);
    if (words.isEmpty())
        field.setWords(tr("Nothing is known of its reviewers and waits."));
    else
        field.setWords(words, base::Status::Waiting);
}

} // namespace

void addEnvironment(Form &form, const yaml::Path &job, Section *section)
{
    Desk &desk = form.desk();
    QWidget *parent = section ? static_cast<QWidget *>(section) : &form;
    auto *name = new TextField(desk, below(job, {"environment", "name"}), tr("Environment"), parent);
    name->setChoices([&desk] { return environments(desk); })->setPlaceholder(tr("None"));
    name->whenEdited([name, &desk](const QString &text) { sayGate(*name, desk, text); });
    form.add(name, section)
        ->setHelp(tr("Its reviewers and waits come before the job, and its secrets are to be had in it."));
    auto *url =
        new ExpressionField(desk, below(job, {"environment", "url"}), tr("Address of what is deployed"), parent);
    form.add(url->setPlaceholder(QStringLiteral("https://…")), section);
}

GateForm::GateForm(Desk &desk, const editing::Place &place, QWidget *parent)
    : Form(desk, place, parent)
{
    addEnvironment(*this, {"jobs", place.job}, nullptr);
}

} // namespace slipway::inspector
