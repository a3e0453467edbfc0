#include "code_editor/symbols.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Symbols)
};

/// Of names and scripts that are shown in a list.
constexpr qsizetype longestName = 120;

QString firstLine(std::string_view text)
{
    const QString line = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).section(u'\n', 0, 0);
    return line.left(longestName);
}

Symbol stepSymbol(const workflow::Step &step)
{
    const QString does = step.uses ? Words::tr("uses %1").arg(firstLine(step.uses.text()))
        : step.run                 ? Words::tr("runs %1").arg(firstLine(step.run.text()))
                                   : QString();
    const bool isNamed = step.name || step.id;
    const QString name = step.name ? firstLine(step.name.text()) : firstLine(step.id.text());
    return {Symbol::Kind::Step, isNamed ? name : does, isNamed ? does : QString(), step.node.range()};
}

} // namespace

std::vector<Symbol> symbolsOf(const workflow::Document &document)
{
    std::vector<Symbol> symbols;
    const workflow::Workflow &workflow = document.workflow();
    for (const auto [key, value] : yaml::entries(workflow.node))
        symbols.push_back({Symbol::Kind::Key, firstLine(key.text()), {}, key.range()});
    for (const workflow::Trigger &trigger : workflow.on.events)
        symbols.push_back(
            {Symbol::Kind::Trigger, firstLine(trigger.text()), Words::tr("trigger"), trigger.name.range()});
    for (const workflow::Job &job : workflow.jobs) {
        const QString id = firstLine(job.id());
        symbols.push_back({Symbol::Kind::Job, id, firstLine(job.name.text()), job.field.key.range()});
        for (const auto [key, value] : yaml::entries(job.field.value))
            symbols.push_back({Symbol::Kind::Key, firstLine(key.text()), Words::tr("job %1").arg(id), key.range()});
        workflow::forEachStep(job.steps, [&](const workflow::Step &step) { symbols.push_back(stepSymbol(step)); });
    }
    std::ranges::stable_sort(symbols, {}, [](const Symbol &symbol) { return symbol.range.begin; });
    return symbols;
}

} // namespace slipway::code_editor
