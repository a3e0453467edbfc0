#include "diagnostics/rules/each_mismatch.h"
#include "diagnostics/rules/fixes.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "expressions/contexts.h"
#include "expressions/parser.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::EmptySection)
};

/// Without these there is no workflow, job or step, what is defined is gone, or a job may do more than before.
bool mayGo(const Mismatch &mismatch)
{
    if (!mismatch.key || mismatch.key->isRequired || mismatch.key->name == "permissions")
        return false;
    const auto decides = [&](const syntax::Shape &shape) {
        return std::ranges::contains(shape.alternatives, mismatch.key->name, &syntax::Alternative::key);
    };
    return !decides(syntax::job) && !decides(syntax::step);
}

/// Removes the entry when it has its line for itself and is not the only one of its map.
std::optional<Fix> removeEntry(const Mismatch &mismatch, const yaml::Tree &tree)
{
    const yaml::Node key = mismatch.owner;
    if (!mayGo(mismatch) || key.parent().style() != yaml::Style::Block || key.parent().size() < 2)
        return {};
    const int line = tree.lineOf(key.range().begin);
    const yaml::Range whole{tree.lineBegin(line), tree.lineEnd(line)};
    const std::string_view before = tree.text({whole.begin, key.range().begin});
    const quint32 end = std::max(key.next().range().end, key.colon() + 1);
    if (before.find_first_not_of(' ') != std::string_view::npos || end > whole.end || line + 1 >= tree.lineCount())
        return {};
    if (tree.text({end, whole.end}).find_first_not_of(" \t\r") != std::string_view::npos)
        return {};
    return Fix{Text::tr("Remove %1").arg(quoted(key.text())),
               {yaml::Patch{{whole.begin, tree.lineBegin(line + 1)}, std::string()}}};
}

/// `!x` and not `!!str`, which is YAML's own.
bool isBareTag(yaml::Node node)
{
    return node.tag().starts_with('!') && !node.tag().starts_with("!!");
}

/// Not just any word: a call, or something of a context.
bool isExpression(std::string_view text)
{
    const auto ast = expressions::parse(text);
    return ast && std::ranges::all_of(expressions::references(*ast), [&](const expressions::Reference &reference) {
               return expressions::findContext(ast->name(reference.context)).has_value();
           });
}

/// Puts `${{ }}` around an expression that begins with `!`, which YAML takes for a tag.
std::optional<Fix> wrapTag(yaml::Node node, const yaml::Tree &tree)
{
    const quint32 begin = node.range().begin;
    const quint32 end = begin + quint32(node.tag().size());
    const std::string_view behind = tree.text({end, tree.lineEnd(tree.lineOf(begin))});
    const std::size_t next = behind.find_first_not_of(" \t\r");
    const bool isAlone = next == std::string_view::npos || (next > 0 && behind[next] == '#');
    if (!isAlone || node.parent().style() != yaml::Style::Block || !isExpression(node.tag()))
        return {};
    return replaceBy({begin, end}, u"${{ "_s + QString::fromUtf8(node.tag()) + u" }}"_s);
}

/// Whether GitHub refuses a map or list of this form for having no entry, and not just takes it for what it is: of no
/// use.
bool needsEntries(const Mismatch &mismatch)
{
    const syntax::Shape &shape = *mismatch.shape;
    const bool isNamed = mismatch.owner && !mismatch.key;
    return isNamed || (mismatch.key && mismatch.key->isRequired) || !shape.alternatives.empty()
        || std::ranges::any_of(shape.keys, &syntax::Key::isRequired);
}

Severity severityOf(const Mismatch &mismatch)
{
    if (mismatch.node.isMapping() || mismatch.node.isSequence())
        return needsEntries(mismatch) ? Severity::Error : Severity::Warning;
    // An empty script does nothing, and an empty condition is the usual one.
    const std::string_view name = mismatch.key ? mismatch.key->name : std::string_view();
    const bool isWritten = mismatch.node.isScalar() && !mismatch.node.isNull();
    return isWritten && (name == "if" || name == "run") ? Severity::Warning : Severity::Error;
}

void checkSections(const Subject &subject, Report &report)
{
    eachMismatch(subject, Mismatch::Kind::Empty, [&](const Mismatch &mismatch) {
        const Severity severity = severityOf(mismatch);
        if (!mismatch.node) {
            report.add({}, Text::tr("There is no workflow in this file. Write at least `on` and `jobs`."));
        } else if (isBareTag(mismatch.node)) {
            report.add(mismatch.node.range(),
                       Text::tr("Text that begins with `!` is a YAML tag, so there is no value here. Write `${{ … }}` "
                                "around an expression, and quotes around other text."),
                       wrapTag(mismatch.node, subject.tree()));
        } else if (!mismatch.owner) {
            report.add(severity, mismatch.node.content(),
                       Text::tr("This item is empty (%1). Write something into it, or remove it.")
                           .arg(nameOf(*mismatch.shape)));
        } else if (!mayGo(mismatch)) {
            report.add(severity, mismatch.node.content(),
                       Text::tr("%1 has no value. Write one.").arg(quoted(mismatch.owner.text())));
        } else {
            report.add(severity, mismatch.node.content(),
                       Text::tr("%1 has no value. Write one, or remove the key.").arg(quoted(mismatch.owner.text())),
                       removeEntry(mismatch, subject.tree()));
        }
    });
}

} // namespace

const Rule emptySection{"empty-section", Severity::Error, checkSections};

} // namespace slipway::diagnostics
