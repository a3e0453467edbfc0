#include "inspector/forms/file_form.h"

#include "inspector/fields/expression_field.h"
#include "inspector/fields/text_field.h"
#include "inspector/forms/settings_part.h"

namespace slipway::inspector {

FileForm::FileForm(Desk &desk, QWidget *parent)
    : Form(desk, editing::Place::file(), parent)
{
    auto *name = new TextField(desk, {"name"}, tr("Name"), this);
    add(name->setPlaceholder(desk.document().path()))->setHelp(tr("What lists of workflows call it."));
    auto *runName = new ExpressionField(desk, {"run-name"}, tr("Name of each run"), this);
    add(runName->setPlaceholder(tr("Title of the commit or pull request")))
        ->setHelp(tr("Lists of runs show this text; expressions may be in it."));
    addPermissions(*this, {});
    addConcurrency(*this, {});
    addEnv(*this, {});
    addDefaults(*this, {});
}

} // namespace slipway::inspector
