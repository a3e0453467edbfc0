#include "code_editor/definition.h"

#include <array>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

using workflow::Field;
using workflow::Job;
using workflow::Step;

std::optional<Definition> at(yaml::Node node)
{
    return node ? std::optional(Definition{node.range(), {}}) : std::nullopt;
}

std::optional<Definition> at(const Field &field)
{
    return field ? at(field.key) : std::nullopt;
}

std::optional<Definition> at(const Job *job)
{
    return job ? at(job->field.key) : std::nullopt;
}

std::optional<Definition> at(const Step *step)
{
    if (!step)
        return std::nullopt;
    return at(step->id ? step->id.value : step->node);
}

/// What a chain of names such as needs.build.outputs.tag is to the file.
class Names
{
public:
    Names(const workflow::Document &document, const workflow::ExpressionSite &site)
        : m_workflow(document.workflow())
        , m_site(site)
        , m_job(site.job >= 0 ? &m_workflow.jobs[static_cast<size_t>(site.job)] : nullptr)
    { }

    std::optional<Definition> find(const std::vector<std::string_view> &names) const
    {
        if (names.size() < 2)
            return std::nullopt;
        const auto context = names[0];
        const auto name = names[1];
        const bool isOutput = names.size() > 3 && names[2] == "outputs";
        if (context == "needs" || context == "jobs") {
            const Job *job = m_workflow.job(name);
            const Field output = job && isOutput ? job->outputs.findAnyCase(names[3]) : Field();
            return output ? at(output) : at(job);
        }
        if (context == "steps")
            return at(m_job ? m_job->step(name) : nullptr);
        if (context == "matrix")
            return matrix(name);
        if (context == "env")
            return environment(name);
        if (context == "inputs")
            return input(name);
        if (context == "secrets")
            return secret(name);
        return std::nullopt;
    }

private:
    std::optional<Definition> matrix(std::string_view name) const
    {
        const yaml::Node matrix = m_job ? m_job->field.value["strategy"]["matrix"] : yaml::Node();
        if (const auto row = at(matrix.keyNode(name)))
            return row;
        for (const yaml::Node item : yaml::items(matrix["include"])) {
            if (const auto row = at(item.keyNode(name)))
                return row;
        }
        return std::nullopt;
    }

    std::optional<Definition> environment(std::string_view name) const
    {
        if (m_site.owner) {
            if (const auto found = at(m_site.owner->env.find(name)))
                return found;
        }
        if (m_job) {
            if (const auto found = at(m_job->env.find(name)))
                return found;
        }
        return at(m_workflow.env.find(name));
    }

    std::optional<Definition> input(std::string_view name) const
    {
        for (const auto &event : m_workflow.on.events) {
            if (const workflow::Input *found = event.input(name))
                return at(found->field);
        }
        return std::nullopt;
    }

    std::optional<Definition> secret(std::string_view name) const
    {
        for (const auto &event : m_workflow.on.events) {
            if (const workflow::CallSecret *found = event.secret(name))
                return at(found->field);
        }
        return std::nullopt;
    }

    const workflow::Workflow &m_workflow;
    const workflow::ExpressionSite &m_site;
    const Job *m_job;
};

std::optional<Definition> inExpression(const workflow::Document &document, const workflow::ExpressionSite &site,
                                       quint32 offset)
{
    for (const auto &reference : site.references) {
        std::vector<std::string_view> names{site.ast.name(reference.context)};
        const auto context = site.range(site.ast[reference.context].name);
        bool isAt = context.begin <= offset && offset <= context.end;
        for (const auto &link : reference.links) {
            const auto range = site.range(site.ast[link.node].name);
            if (isAt && offset < range.begin)
                break;
            names.push_back(link.kind == expressions::Link::Kind::Name ? site.ast.text(link.name) : "*");
            isAt = isAt || (range.begin <= offset && offset <= range.end);
        }
        if (isAt) {
            if (auto found = Names(document, site).find(names))
                return found;
        }
    }
    return std::nullopt;
}

/// `offset` in one of the words of a list.
template<typename Visit>
std::optional<Definition> inList(const workflow::List &list, quint32 offset, const Visit &visit)
{
    for (const yaml::Node item : list.items) {
        const auto range = item.range();
        if (range.begin <= offset && offset <= range.end)
            return visit(item.text());
    }
    return std::nullopt;
}

std::optional<Definition> file(const Field &uses, quint32 offset)
{
    const auto range = uses.range();
    const std::string_view path = uses.text();
    if (!uses || offset < range.begin || offset > range.end || !path.starts_with("./"))
        return std::nullopt;
    return Definition{{}, QString::fromUtf8(path.data(), static_cast<qsizetype>(path.size()))};
}

std::optional<Definition> inStep(const Job &job, const Step &step, quint32 offset)
{
    if (auto found = file(step.uses, offset))
        return found;
    const auto byId = [&](std::string_view id) { return at(job.step(id)); };
    if (auto found = inList(step.wait, offset, byId))
        return found;
    const auto cancelled = step.cancel.range();
    return step.cancel && cancelled.begin <= offset && offset <= cancelled.end ? byId(step.cancel.text())
                                                                               : std::nullopt;
}

} // namespace

std::optional<Definition> definitionAt(const workflow::Document &document, quint32 offset)
{
    if (const auto *site = document.expressions().at(offset))
        return inExpression(document, *site, offset);
    const yaml::Node node = document.tree()->nodeAt(offset);
    if (node.isAlias())
        return at(node.resolved());
    for (const Job &job : document.workflow().jobs) {
        const auto range = job.field.value.range();
        if (offset < range.begin || offset > range.end)
            continue;
        const auto byId = [&](std::string_view id) { return at(document.workflow().job(id)); };
        if (auto found = inList(job.needs, offset, byId))
            return found;
        if (auto found = file(job.uses, offset))
            return found;
        std::optional<Definition> found;
        workflow::forEachStep(job.steps, [&](const Step &step) {
            if (!found)
                found = inStep(job, step, offset);
        });
        return found;
    }
    return std::nullopt;
}

} // namespace slipway::code_editor
