#include "inspector/forms/settings_part.h"

#include "inspector/fields/choice_field.h"
#include "inspector/fields/expression_field.h"
#include "inspector/fields/table_field.h"
#include "inspector/fields/text_field.h"
#include "inspector/forms/permissions_part.h"
#include "syntax/shells.h"

#include <QCoreApplication>

namespace slipway::inspector {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("inspector::Settings", text);
}

QStringList shells()
{
    QStringList names;
    for (const syntax::Shell &shell : syntax::shells())
        names.append(shown(shell.name));
    return names;
}

} // namespace

void addConcurrency(Form &form, const yaml::Path &path)
{
    Desk &desk = form.desk();
    Section *section = form.addSection(tr("Concurrency"), bool(desk.at(below(path, {"concurrency"}))));
    auto *group = new ExpressionField(desk, below(path, {"concurrency", "group"}), tr("Group"), section);
    group->setPlaceholder(tr("None: runs do not wait for each other"));
    form.add(group, section)->setHelp(tr("Of one group, one runs at a time."));
    form.add(new CheckField(desk, below(path, {"concurrency", "cancel-in-progress"}), tr("Cancel what is running"),
                            false, section),
             section);
}

void addEnv(Form &form, const yaml::Path &path)
{
    Desk &desk = form.desk();
    Section *section = form.addSection(tr("Environment variables"), bool(desk.at(below(path, {"env"}))));
    auto *table = new TableField(desk, below(path, {"env"}), tr("Variables"), tr("Add variable"), section);
    form.add(table, section)->setHelp(tr("Steps find these in their environment."));
}

void addDefaults(Form &form, const yaml::Path &path)
{
    Desk &desk = form.desk();
    Section *section = form.addSection(tr("Defaults of commands"), bool(desk.at(below(path, {"defaults"}))));
    auto *shell = new TextField(desk, below(path, {"defaults", "run", "shell"}), tr("Shell"), section);
    shell->setChoices(shells)->setPlaceholder(tr("Of the runner"));
    form.add(shell, section);
    auto *directory =
        new TextField(desk, below(path, {"defaults", "run", "working-directory"}), tr("Working directory"), section);
    form.add(directory->setMono()->setPlaceholder(tr("The repository")), section);
}

void addPermissions(Form &form, const yaml::Path &path)
{
    Desk &desk = form.desk();
    Section *section = form.addSection(tr("Permissions"), bool(desk.at(below(path, {"permissions"}))));
    form.add(new PermissionsPart(desk, below(path, {"permissions"}), section), section);
}

} // namespace slipway::inspector
