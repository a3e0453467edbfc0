#include "syntax/events.h"
#include "syntax/permission_scopes.h"
#include "syntax/popular_actions.h"
#include "workflow/completion/list.h"
#include "workflow/completion/place.h"
#include "workflow/completion/values.h"

#include <algorithm>

namespace slipway::workflow {

namespace {

/// A key is written with its colon, unless one is there, and a blank where its value may follow on the line.
class Keys
{
public:
    Keys(const CompletionSubject &subject, yaml::Node mapping, CompletionList &list)
        : m_mapping(mapping)
        , m_list(list)
        , m_hasColon(subject.cursor.after().starts_with(':'))
    { }

    void add(CandidateKind kind, std::string_view name, QString documentation, bool isText, QString detail = {})
    {
        if (isThere(name))
            return;
        const std::string_view ending = m_hasColon ? "" : isText ? ": " : ":";
        m_list.addAs(kind, name, std::string(name).append(ending), std::move(documentation), std::move(detail));
    }

    bool isThere(std::string_view name) const { return m_mapping && m_mapping[name]; }

private:
    yaml::Node m_mapping;
    CompletionList &m_list;
    bool m_hasColon;
};

bool isText(const syntax::Shape *shape)
{
    using syntax::Form;
    return !shape || shape->forms & (Form::Text | Form::EmptyText | Form::Number | Form::Boolean | Form::Anything);
}

QString required(bool isRequired)
{
    return isRequired ? CompletionWords::tr("required") : QString();
}

/// The keys that are still open: all of them, until one decides what the mapping is.
const syntax::Shape &openShape(const syntax::Shape &shape, yaml::Node mapping)
{
    const auto hasKey = [mapping](std::string_view name) { return mapping && mapping[name]; };
    for (const syntax::Alternative &alternative : shape.alternatives)
        if (!alternative.key.empty() && hasKey(alternative.key))
            return *alternative.shape;
    if (&shape == &syntax::job && (hasKey("runs-on") || hasKey("steps")))
        return syntax::ordinaryJob;
    return shape;
}

void addShapeKeys(const syntax::Shape &shape, yaml::Node mapping, Keys &keys)
{
    for (const syntax::Key &key : openShape(shape, mapping).keys)
        if (key.excludes.empty() || !keys.isThere(key.excludes))
            keys.add(CandidateKind::Key, key.name, textOf(key.summary), isText(key.shape), required(key.isRequired));
}

void addEvents(Keys &keys)
{
    for (const syntax::Event &event : syntax::events())
        if (!event.isRetired)
            keys.add(CandidateKind::Event, event.name, textOf(event.summary), false);
}

bool obeys(const syntax::Event &event, std::string_view key)
{
    using syntax::Filter;
    if (key == "types")
        return !event.types.empty() || event.filters & Filter::Types;
    if (key == "workflows")
        return event.filters.testFlag(Filter::Workflows);
    for (const auto &[word, filter] :
         {std::pair("branches", Filter::Branches), std::pair("tags", Filter::Tags), std::pair("paths", Filter::Paths)})
        if (key.starts_with(word))
            return event.filters.testFlag(filter);
    return event.name == "image_version";
}

void addFilters(std::string_view eventName, Keys &keys)
{
    const syntax::Event *event = syntax::findEvent(eventName);
    for (const syntax::Key &key : syntax::eventSettings.keys)
        if ((!event || obeys(*event, key.name)) && (key.excludes.empty() || !keys.isThere(key.excludes)))
            keys.add(CandidateKind::Key, key.name, textOf(key.summary), false);
}

void addActionInputs(const CompletionSubject &subject, const Step &step, Keys &keys)
{
    const std::string_view uses = step.uses.text();
    if (uses.starts_with("./") && subject.repository) {
        if (const auto action = subject.repository->action(uses))
            for (const Input &input : (*action)->inputs)
                keys.add(CandidateKind::Input, input.name(), textOf(input.description.text()), true,
                         required(input.isRequired()));
    } else if (const syntax::PopularAction *action = syntax::popularAction(uses)) {
        for (const syntax::ActionInput &input : action->inputs)
            if (!input.isDeprecated)
                keys.add(CandidateKind::Input, input.name, {}, true, required(input.isRequired));
    }
}

/// Inputs or secrets of the workflow that a job calls.
void addCalled(const CompletionSubject &subject, const Job &job, bool isSecrets, Keys &keys)
{
    if (!subject.repository || !job.uses.text().starts_with("./"))
        return;
    const auto called = subject.repository->workflow(job.uses.text());
    const Trigger *trigger = called ? called->workflow().on.find("workflow_call") : nullptr;
    if (!trigger)
        return;
    if (isSecrets) {
        for (const CallSecret &secret : trigger->secrets)
            keys.add(CandidateKind::Secret, secret.name(), textOf(secret.description.text()), true,
                     required(secret.isRequired()));
    } else {
        for (const Input &input : trigger->inputs)
            keys.add(CandidateKind::Input, input.name(), textOf(input.description.text()), true,
                     required(input.isRequired()));
    }
}

void addMatrixRows(const Job &job, Keys &keys)
{
    for (const MatrixRow &row : job.strategy.matrix.rows)
        keys.add(CandidateKind::Property, row.name(), {}, true);
}

void completeKeys(const CompletionSubject &subject, const CompletionPlace &place, yaml::Node mapping,
                  CompletionList &list)
{
    Keys keys(subject, mapping, list);
    if (!place.shape)
        return;
    if (place.shape == &syntax::on)
        addEvents(keys);
    else if (place.shape == &syntax::eventSettings)
        addFilters(std::string_view(place.path).substr(3), keys);
    else if (place.shape == &syntax::permissions)
        for (const syntax::PermissionScope &scope : syntax::permissionScopes())
            keys.add(CandidateKind::Key, scope.name, textOf(scope.summary), true);
    else if (place.step && place.path == "jobs.*.steps.[].with")
        addActionInputs(subject, *place.step, keys);
    else if (place.job && (place.path == "jobs.*.with" || place.path == "jobs.*.secrets"))
        addCalled(subject, *place.job, place.path.ends_with("secrets"), keys);
    else if (place.job && place.path.starts_with("jobs.*.strategy.matrix.") && place.path.ends_with("clude.[]"))
        addMatrixRows(*place.job, keys);
    else
        addShapeKeys(*place.shape, mapping, keys);
}

/// Whether the value may become a mapping: it begins its line, or the item of a list.
bool mayBecomeMapping(const CompletionSubject &subject)
{
    return subject.cursor.before().find_first_not_of(" -") == std::string_view::npos;
}

} // namespace

void completeYaml(const CompletionSubject &subject, CompletionList &list)
{
    const yaml::Node node = subject.probe.node;
    const CompletionPlace place = placeOf(subject.workflow(), node);
    if (node.isKey()) {
        completeKeys(subject, place, node.parent(), list);
        return;
    }
    const bool isMap = place.shape && place.shape->forms.testFlag(syntax::Form::Map);
    if (isMap && mayBecomeMapping(subject))
        completeKeys(subject, place, {}, list);
    completeValue(subject, place, list);
}

} // namespace slipway::workflow
