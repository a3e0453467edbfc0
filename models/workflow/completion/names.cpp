#include "workflow/completion/names.h"

#include "expressions/contexts.h"
#include "workflow/completion/values.h"

#include <optional>

namespace slipway::workflow {

using expressions::Context;

namespace {

const Job *jobOf(const CompletionSubject &subject, const ExpressionSite *site)
{
    return site && site->job >= 0 ? &subject.workflow().jobs[size_t(site->job)] : nullptr;
}

/// The maps of variables that reach the site, the nearest first.
std::vector<const Map *> envsOf(const CompletionSubject &subject, const ExpressionSite *site)
{
    std::vector<const Map *> maps;
    if (site && site->owner)
        maps.push_back(&site->owner->env);
    if (const Job *job = jobOf(subject, site))
        maps.push_back(&job->env);
    maps.push_back(&subject.workflow().env);
    return maps;
}

std::string_view valueOfEnv(const CompletionSubject &subject, const ExpressionSite *site, std::string_view name)
{
    for (const Map *map : envsOf(subject, site))
        if (const Field field = map->findAnyCase(name))
            return field.text();
    return {};
}

std::string_view describeInput(const Workflow &workflow, std::string_view name)
{
    for (const std::string_view event : {"workflow_dispatch", "workflow_call"})
        if (const Trigger *trigger = workflow.on.find(event))
            if (const Input *input = trigger->input(name))
                return input->description.text();
    return {};
}

QString describeRow(const Job &job, std::string_view name)
{
    const MatrixRow *row = job.strategy.matrix.row(name);
    QStringList values;
    for (const yaml::Node value : row ? row->values : std::vector<yaml::Node>())
        if (value.isScalar())
            values.append(textOf(value.text()));
    return values.join(QStringLiteral(", "));
}

/// What the file says of a name right below a context.
QString describeName(const CompletionSubject &subject, const ExpressionSite *site, Context context,
                     std::string_view name)
{
    const Workflow &workflow = subject.workflow();
    const Job *job = jobOf(subject, site);
    switch (context) {
    case Context::Needs:
    case Context::Jobs: {
        const Job *named = workflow.job(name);
        return named ? describe(*named) : QString();
    }
    case Context::Steps: {
        const Step *step = job ? job->step(name) : nullptr;
        return step ? describe(*step) : QString();
    }
    case Context::Matrix: return job ? describeRow(*job, name) : QString();
    case Context::Inputs: return textOf(describeInput(workflow, name));
    case Context::Env: return textOf(valueOfEnv(subject, site, name));
    default: return {};
    }
}

/// What the file says of an output: the expression that fills it.
QString describeOutput(const CompletionSubject &subject, Context context, const std::vector<std::string> &chain,
                       std::string_view name)
{
    if (context != Context::Needs && context != Context::Jobs)
        return {};
    const Job *job = subject.workflow().job(chain[1]);
    return job ? textOf(job->outputs.findAnyCase(name).text()) : QString();
}

/// In the words of GitHub's table, with `<id>` in the place of names of the author.
std::string pathOf(const std::vector<std::string> &chain, Context context, std::string_view name)
{
    const bool hasIds = context == Context::Needs || context == Context::Jobs || context == Context::Steps;
    std::string path(expressions::nameOf(context));
    for (size_t at = 1; at < chain.size(); ++at) {
        const bool isService = context == Context::Job && at == 2 && chain[1] == "services";
        path += '.';
        path += (hasIds && at == 1) || isService ? "<id>" : chain[at];
    }
    return path + '.' + std::string(name);
}

} // namespace

std::vector<std::string> namesBesideTypes(const CompletionSubject &subject, const ExpressionSite *site,
                                          std::string_view context)
{
    const auto found = expressions::findContext(context);
    if (found == Context::Vars)
        return subject.known.variables;
    std::vector<std::string> names;
    if (found == Context::Secrets) {
        names = subject.known.secrets;
        names.emplace_back("GITHUB_TOKEN");
    } else if (found == Context::Env) {
        for (const Map *map : envsOf(subject, site))
            for (const Field &entry : map->entries)
                names.emplace_back(entry.name());
    }
    return names;
}

QString documentProperty(const CompletionSubject &subject, const ExpressionSite *site,
                         const std::vector<std::string> &chain, std::string_view name)
{
    const auto context = chain.empty() ? std::nullopt : expressions::findContext(chain.front());
    if (!context)
        return {};
    if (const expressions::PropertyFact *fact = expressions::findProperty(pathOf(chain, *context, name)))
        return documentationOf(*fact);
    if (*context == Context::Secrets && equalsAnyCase(name, "GITHUB_TOKEN"))
        return CompletionWords::tr("The job's own token, which GitHub makes for each run.");
    if (chain.size() == 1)
        return describeName(subject, site, *context, name);
    return chain.size() == 3 && equalsAnyCase(chain[2], "outputs") ? describeOutput(subject, *context, chain, name)
                                                                   : QString();
}

} // namespace slipway::workflow
