#include "code_editor/hover.h"

#include "expressions/contexts.h"
#include "expressions/functions.h"
#include "syntax/events.h"
#include "syntax/shape.h"
#include "workflow/completion/chain.h"
#include "workflow/completion/place.h"
#include "workflow/scopes.h"

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

QString words(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// "needs.build: object {…}", and what GitHub's documentation says of it.
QString chainWords(std::string_view chain, const expressions::Scope &scope)
{
    const auto names = workflow::namesOfChain(chain);
    QString result = words(chain) + u": "_s + words(workflow::typeOfChain(chain, scope).name());
    const auto context = names.empty() ? std::nullopt : expressions::findContext(names.front());
    if (!context)
        return result;
    std::string path;
    for (const std::string &name : names)
        path += (path.empty() ? "" : ".") + name;
    if (const auto *fact = expressions::findProperty(path))
        result += u'\n' + expressions::documentationOf(*fact);
    else if (names.size() == 1)
        result += u'\n' + expressions::documentationOf(*context);
    return result;
}

QString functionWords(const workflow::ExpressionSite &site, quint32 offset)
{
    for (expressions::NodeId id = 0; id < site.ast.size(); ++id) {
        if (site.ast[id].kind != expressions::Kind::Call)
            continue;
        const auto range = site.range(site.ast[id].name);
        const auto *fact = expressions::findFunction(site.ast.name(id));
        if (fact && range.begin <= offset && offset < range.end)
            return words(fact->signature) + u'\n' + expressions::documentationOf(*fact);
    }
    return {};
}

QString expressionWords(const workflow::Document &document, const workflow::ExpressionSite &site, quint32 offset,
                        const workflow::Repository *repository)
{
    for (const auto &reference : site.references) {
        const auto context = site.range(site.ast[reference.context].name);
        auto end = site.ast[reference.context].name.end;
        bool isAt = context.begin <= offset && offset < context.end;
        for (const auto &link : reference.links) {
            if (isAt)
                break;
            const auto range = site.range(site.ast[link.node].name);
            end = site.ast[link.node].range.end;
            isAt = range.begin <= offset && offset < range.end;
        }
        if (!isAt)
            continue;
        workflow::Scopes scopes(document.workflow(), repository);
        return chainWords(site.ast.text({site.ast[reference.context].name.begin, end}), scopes.at(site));
    }
    return functionWords(site, offset);
}

QString syntaxWords(const workflow::Document &document, yaml::Node node)
{
    const auto place = workflow::placeOf(document.workflow(), node);
    const auto text = node.text();
    const bool isEvent = place.path == "on" || place.path == "on.[]";
    if (const auto *event = isEvent ? syntax::findEvent(text) : nullptr)
        return words(event->name) + u'\n' + words(event->summary);
    if (!place.shape)
        return {};
    if (node.isKey()) {
        const auto *key = place.shape->key(text);
        return key ? words(key->name) + u'\n' + words(key->summary) : QString();
    }
    const auto *value = place.shape->value(text);
    return value ? words(value->name) + u'\n' + words(value->summary) : QString();
}

} // namespace

QString hoverWords(const workflow::Document &document, quint32 offset, const workflow::Repository *repository)
{
    if (const auto *site = document.expressions().at(offset); site && !site->error)
        return expressionWords(document, *site, offset, repository);
    const yaml::Node node = document.tree()->nodeAt(offset);
    return node && node.isScalar() && node.content().contains(offset) ? syntaxWords(document, node) : QString();
}

} // namespace slipway::code_editor
