#include "diagnostics/line_end.h"
#include "diagnostics/rules/each_mismatch.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::MissingKey)
};

/// What nearly everybody would write; empty where only the author knows.
std::string usualEntry(std::string_view key)
{
    if (key == "runs-on")
        return "runs-on: ubuntu-latest";
    if (key == "type")
        return "type: string";
    return {};
}

/// Then the key is not missing but mistyped, and a rule of its own says so.
bool isMistyped(yaml::Node map, std::string_view missing)
{
    const QStringList wanted{QString::fromUtf8(missing.data(), qsizetype(missing.size()))};
    for (const auto [key, value] : yaml::entries(map)) {
        if (!nearestTo(key.text(), wanted).isEmpty())
            return true;
    }
    return false;
}

std::optional<Fix> insertEntry(const Mismatch &mismatch, const yaml::Tree &tree)
{
    const std::string entry = usualEntry(mismatch.key->name);
    const yaml::Node map = mismatch.node;
    const yaml::Node first = map.firstChild();
    if (entry.empty() || isMistyped(map, mismatch.key->name) || map.isAlias() || map.style() != yaml::Style::Block
        || !first)
        return {};
    const quint32 place = first.range().begin;
    const quint32 lineBegin = tree.lineBegin(tree.lineOf(place));
    const std::string_view before = tree.text({lineBegin, place});
    if (first.question() != yaml::Node::none || before.find_first_not_of(' ') != std::string_view::npos)
        return {};
    return Fix{Text::tr("Add %1").arg(QString::fromStdString(entry)),
               {yaml::Patch{{place, place}, entry + std::string(lineEndOf(tree)) + std::string(before)}}};
}

void checkKeys(const Subject &subject, Report &report)
{
    eachMismatch(subject, Mismatch::Kind::MissingKey, [&](const Mismatch &mismatch) {
        report.add(headOf(mismatch),
                   Text::tr("The key %1 is missing here (%2). Add it.")
                       .arg(quoted(mismatch.key->name), nameOf(*mismatch.shape)),
                   insertEntry(mismatch, subject.tree()));
    });
}

} // namespace

const Rule missingKey{"missing-key", Severity::Error, checkKeys};

} // namespace slipway::diagnostics
