#include "diagnostics/rules/each_mismatch.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::EmptySection)
};

/// Removes the entry when it has its line for itself and is not the only one of its map.
std::optional<Fix> removeEntry(const Mismatch &mismatch, const yaml::Tree &tree)
{
    const yaml::Node key = mismatch.owner;
    if (!key || key.parent().style() != yaml::Style::Block || key.parent().size() < 2)
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

/// GitHub refuses nothing at all, and takes an empty list or map for what it is: of no use.
Severity severityOf(yaml::Node node)
{
    return node.isMapping() || node.isSequence() ? Severity::Warning : Severity::Error;
}

void checkSections(const Subject &subject, Report &report)
{
    eachMismatch(subject, Mismatch::Kind::Empty, [&](const Mismatch &mismatch) {
        if (!mismatch.node) {
            report.add({}, Text::tr("There is no workflow in this file. Write at least `on` and `jobs`."));
        } else if (!mismatch.owner) {
            report.add(severityOf(mismatch.node), mismatch.node.content(),
                       Text::tr("This item is empty (%1). Write something into it, or remove it.")
                           .arg(nameOf(*mismatch.shape)));
        } else {
            report.add(severityOf(mismatch.node), mismatch.node.content(),
                       Text::tr("%1 has no value. Write one, or remove the key.").arg(quoted(mismatch.owner.text())),
                       removeEntry(mismatch, subject.tree()));
        }
    });
}

} // namespace

const Rule emptySection{"empty-section", Severity::Error, checkSections};

} // namespace slipway::diagnostics
