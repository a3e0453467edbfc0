#include "syntax/events.h"
#include "workflow/completion/chain.h"
#include "workflow/completion/event_properties.h"
#include "workflow/completion/list.h"
#include "workflow/completion/names.h"
#include "workflow/scopes.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace slipway::workflow {

using expressions::Context;
using expressions::Type;

namespace {

void addOperands(const expressions::Scope &scope, CompletionList &list)
{
    const expressions::Availability &available = scope.availability();
    for (int at = 0; at < expressions::contextCount; ++at)
        if (const auto context = static_cast<Context>(at); available.contexts.contains(context))
            list.add(CandidateKind::Context, nameOf(context), documentationOf(context));
    for (const expressions::FunctionFact &fact : expressions::functions()) {
        if (!available.allows(fact.function))
            continue;
        const std::string_view ending = fact.mostArguments == 0 ? "()" : "(";
        list.addAs(CandidateKind::Function, fact.name, std::string(fact.name).append(ending), documentationOf(fact),
                   textOf(fact.signature));
    }
    list.add(CandidateKind::Value, "true");
    list.add(CandidateKind::Value, "false");
    list.add(CandidateKind::Value, "null");
}

/// The value of a comparison, where it can only be one of a few words.
std::vector<std::string_view> wordsFor(const std::vector<std::string> &chain)
{
    using Words = std::vector<std::string_view>;
    static const std::pair<std::string_view, Words> known[] = {
        {"github.ref_type", {"branch", "tag"}},
        {"runner.os", {"Linux", "Windows", "macOS"}},
        {"runner.arch", {"X86", "X64", "ARM", "ARM64"}},
        {"runner.environment", {"github-hosted", "self-hosted"}},
        {"job.status", {"success", "failure", "cancelled"}},
    };
    std::string path;
    for (const std::string &name : chain)
        path += (path.empty() ? "" : ".") + name;
    for (const auto &[name, words] : known)
        if (equalsAnyCase(name, path))
            return words;
    const bool isResult = chain.size() == 3
        && (equalsAnyCase(chain[2], "result") || equalsAnyCase(chain[2], "outcome")
            || equalsAnyCase(chain[2], "conclusion"));
    return isResult ? Words{"success", "failure", "cancelled", "skipped"} : Words();
}

void addTexts(std::string_view chain, CompletionList &list)
{
    const std::vector<std::string> names = namesOfChain(chain);
    if (names.size() == 2 && equalsAnyCase(names[0], "github") && equalsAnyCase(names[1], "event_name"))
        for (const syntax::Event &event : syntax::events())
            list.add(CandidateKind::Event, event.name, textOf(event.summary));
    for (const std::string_view word : wordsFor(names))
        list.add(CandidateKind::Value, word);
}

CandidateKind kindOfProperty(const std::vector<std::string> &chain)
{
    const auto context = chain.empty() ? std::nullopt : expressions::findContext(chain.front());
    if (chain.size() == 3 && equalsAnyCase(chain[2], "outputs"))
        return CandidateKind::Output;
    if (!context || chain.size() != 1)
        return CandidateKind::Property;
    switch (*context) {
    case Context::Needs:
    case Context::Jobs: return CandidateKind::Job;
    case Context::Steps: return CandidateKind::Step;
    case Context::Inputs: return CandidateKind::Input;
    case Context::Secrets: return CandidateKind::Secret;
    case Context::Env:
    case Context::Vars: return CandidateKind::Variable;
    default: return CandidateKind::Property;
    }
}

/// A workflow that is called has its caller's event.
bool canHappen(const Workflow &workflow, std::string_view event)
{
    const auto &events = workflow.on.events;
    return events.empty() || std::ranges::any_of(events, [event](const Trigger &trigger) {
               return trigger.text().starts_with(event) || trigger.text() == "workflow_call";
           });
}

/// The next names below a chain into `github.event`: those of the workflow's own events.
void addEventProperties(const Workflow &workflow, const std::vector<std::string> &chain, CompletionList &list)
{
    if (chain.size() < 2 || !equalsAnyCase(chain[0], "github") || !equalsAnyCase(chain[1], "event"))
        return;
    std::string prefix;
    for (size_t at = 2; at < chain.size(); ++at)
        prefix += chain[at] + '.';
    for (const EventProperty &property : eventProperties()) {
        if (!property.path.starts_with(prefix) || !canHappen(workflow, property.event))
            continue;
        const std::string_view rest = property.path.substr(prefix.size());
        const std::string_view name = rest.substr(0, rest.find('.'));
        list.add(CandidateKind::Property, name, name == rest ? textOf(property.summary) : QString());
    }
}

void addProperties(const CompletionSubject &subject, const ExpressionSite *site, std::string_view chain,
                   const expressions::Scope &scope, CompletionList &list)
{
    const Type type = typeOfChain(chain, scope);
    const Type object = type.is(Type::Kind::Array) && type.isFiltered() ? type.element() : type;
    const std::vector<std::string> names = namesOfChain(chain);
    const CandidateKind kind = kindOfProperty(names);
    for (const Type::Property &property : object.properties())
        list.add(kind, property.name, documentProperty(subject, site, names, property.name),
                 textOf(property.type.name()));
    addEventProperties(subject.workflow(), names, list);
    if (names.size() == 1)
        for (const std::string &name : namesBesideTypes(subject, site, names.front()))
            list.add(kind, name, documentProperty(subject, site, names, name), u"string"_s);
}

} // namespace

void completeExpression(const CompletionSubject &subject, CompletionList &list)
{
    const ExpressionPlace place = expressionPlace(subject.cursor.expressionBefore());
    if (place.kind == ExpressionPlace::Kind::Nothing)
        return;
    if (place.kind == ExpressionPlace::Kind::Text) {
        addTexts(place.chain, list);
        return;
    }
    const ExpressionSite *site = subject.probe.document.expressions().at(subject.probe.begin);
    Scopes scopes(subject.workflow(), subject.repository);
    const expressions::Scope scope = site ? scopes.at(*site) : expressions::Scope();
    if (place.kind == ExpressionPlace::Kind::Property)
        addProperties(subject, site, place.chain, scope, list);
    else
        addOperands(scope, list);
}

} // namespace slipway::workflow
