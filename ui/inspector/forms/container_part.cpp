#include "inspector/forms/container_part.h"

#include "inspector/fields/cards_field.h"
#include "inspector/fields/expression_field.h"
#include "inspector/fields/list_field.h"
#include "inspector/fields/table_field.h"
#include "inspector/fields/text_field.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("inspector::Container", text);
}

/// The same fields for a container and for each service.
QList<Field *> fieldsFor(Desk &desk, const yaml::Path &path, QWidget *parent)
{
    auto *image = new ExpressionField(desk, below(path, {"image"}), tr("Image"), parent);
    image->setPlaceholder(u"postgres:16"_s);
    auto *options = new TextField(desk, below(path, {"options"}), tr("Options"), parent);
    options->setMono()->setHelp(tr("Further words for docker create."));
    return {image, new ListField(desk, below(path, {"ports"}), tr("Ports"), tr("Add port"), parent),
            new TableField(desk, below(path, {"env"}), tr("Environment variables"), tr("Add variable"), parent),
            new ListField(desk, below(path, {"volumes"}), tr("Volumes"), tr("Add volume"), parent), options};
}

} // namespace

void addContainers(Form &form, const yaml::Path &job)
{
    Desk &desk = form.desk();
    Section *container = form.addSection(tr("Container"), bool(desk.at(below(job, {"container"}))));
    const auto fields = fieldsFor(desk, below(job, {"container"}), container);
    for (Field *field : fields)
        form.add(field, container);
    Section *services = form.addSection(tr("Services"), bool(desk.at(below(job, {"services"}))));
    const CardsField::Kind kind{.addWords = tr("Add service"),
                                .newName = "service",
                                .newValue = yaml::makeMap({{"image", yaml::makeText("postgres:16")}})};
    form.add(new CardsField(
                 desk, below(job, {"services"}), {}, kind,
                 [&desk](Card &card) {
                     const auto parts = fieldsFor(desk, card.path(), &card);
                     for (Field *part : parts)
                         card.add(part);
                 },
                 services),
             services);
}

} // namespace slipway::inspector
