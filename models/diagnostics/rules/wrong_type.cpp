#include "diagnostics/rules/each_mismatch.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "yaml/scalars.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::diagnostics {

namespace {

using syntax::Form;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::WrongType)
};

QStringList wanted(const syntax::Shape &shape)
{
    QStringList names;
    if (shape.forms.testFlag(Form::Boolean))
        names << Text::tr("`true` or `false`");
    if (shape.forms.testFlag(Form::Number))
        names << Text::tr("a number");
    if (shape.forms & (Form::Text | Form::EmptyText))
        names << Text::tr("a text");
    if (shape.forms.testFlag(Form::List))
        names << Text::tr("a list");
    if (shape.forms.testFlag(Form::Map))
        names << Text::tr("a map of keys and values");
    if (shape.expressions == syntax::Expressions::Allowed && !(shape.forms & Form::Text))
        names << Text::tr("one single `${{ }}`");
    return names;
}

QString found(yaml::Node node)
{
    if (node.isMapping())
        return Text::tr("a map");
    if (node.isSequence())
        return Text::tr("a list");
    return quoted(node.text());
}

/// A number or boolean in quotes is a text to YAML.
std::optional<Fix> withoutQuotes(yaml::Node node, const syntax::Shape &shape)
{
    const bool isQuoted = node.style() == yaml::Style::SingleQuoted || node.style() == yaml::Style::DoubleQuoted;
    if (node.isAlias() || !isQuoted)
        return {};
    const yaml::Meaning meaning = yaml::meaningOfPlain(node.text());
    const bool isNumber = meaning == yaml::Meaning::Integer || meaning == yaml::Meaning::Real;
    const bool fits = (shape.forms.testFlag(Form::Boolean) && meaning == yaml::Meaning::Boolean)
        || (shape.forms.testFlag(Form::Number) && isNumber);
    if (!fits)
        return {};
    return Fix{Text::tr("Remove the quotes"), {yaml::Patch{node.content(), std::string(node.text())}}};
}

/// A map or list is long; its first line says enough.
yaml::Range placeOf(yaml::Node node)
{
    const yaml::Range whole = node.content();
    const yaml::Tree &tree = *node.tree();
    return {whole.begin, std::min(whole.end, tree.lineEnd(tree.lineOf(whole.begin)))};
}

/// `-run: make` is a key to YAML: a list's dash has a blank behind it.
bool isListWithoutBlanks(yaml::Node node, const syntax::Shape &shape)
{
    if (!node.isMapping() || node.isAlias() || node.style() != yaml::Style::Block || !shape.forms.testFlag(Form::List))
        return false;
    for (const auto &[key, value] : yaml::entries(node)) {
        if (key.style() != yaml::Style::Plain || !key.text().starts_with('-'))
            return false;
    }
    return !node.isEmpty();
}

Fix addBlanks(yaml::Node node)
{
    Fix fix{Text::tr("Put a blank behind the dash"), {}};
    for (const auto &[key, value] : yaml::entries(node)) {
        const quint32 place = key.content().begin + 1;
        fix.patches.push_back(yaml::Patch{{place, place}, " "});
    }
    return fix;
}

void checkTypes(const Subject &subject, Report &report)
{
    eachMismatch(subject, Mismatch::Kind::WrongType, [&](const Mismatch &mismatch) {
        if (isListWithoutBlanks(mismatch.node, *mismatch.shape)) {
            report.add(mismatch.node.firstChild().content(),
                       Text::tr("A blank is missing behind the dash, so that this is a key and no item of a list. "
                                "Add it."),
                       addBlanks(mismatch.node));
            return;
        }
        const QString names = wanted(*mismatch.shape).join(Text::tr(" or "));
        const QString message = mismatch.owner
            ? Text::tr("%1 must be %2, and is %3.").arg(quoted(mismatch.owner.text()), names, found(mismatch.node))
            : Text::tr("This must be %1, and is %2.").arg(names, found(mismatch.node));
        report.add(placeOf(mismatch.node), message, withoutQuotes(mismatch.node, *mismatch.shape));
    });
}

} // namespace

const Rule wrongType{"wrong-type", Severity::Error, checkTypes};

} // namespace slipway::diagnostics
