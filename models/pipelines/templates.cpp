#include "pipelines/templates.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::pipelines {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(pipelines::Templates)
};

TemplateParameter app()
{
    return {u"APP"_s, Words::tr("App at Fly.io"), {}};
}

TemplateParameter branch()
{
    return {u"BRANCH"_s, Words::tr("Branch"), u"main"_s};
}

TemplateParameter node()
{
    return {u"NODE"_s, Words::tr("Version of Node.js"), u"22"_s};
}

QList<WorkflowTemplate> ownTemplates()
{
    const auto make = [](const QString &id, const QString &title, const QString &sentence, const QString &icon,
                         const QList<TemplateParameter> &parameters) {
        return WorkflowTemplate{id, title, sentence, icon, id + u".yml"_s, parameters, false};
    };
    return {
        make(u"ci"_s, Words::tr("CI"), Words::tr("Lints, tests and builds each pull request and the main branch."),
             u"action-check"_s, {branch(), node()}),
        make(u"deploy-fly"_s, Words::tr("Deploy to Fly.io"),
             Words::tr("Tests, asks the reviewers of production, and deploys one version after the other."),
             u"provider-fly"_s, {app(), branch(), node()}),
        make(u"deploy-vercel"_s, Words::tr("Deploy to Vercel"),
             Words::tr("Gives each pull request a preview, and deploys the main branch."), u"provider-vercel"_s,
             {branch(), node()}),
        make(u"migrations"_s, Words::tr("Database migrations"),
             Words::tr("Run by hand for staging or production: shows first what it will do."), u"migration"_s,
             {node()}),
        make(u"lighthouse"_s, Words::tr("Lighthouse"),
             Words::tr("Measures the pages of a pull request: speed, accessibility, good practice."), u"nav-health"_s,
             {node(), {u"URL"_s, Words::tr("Page to measure"), u"http://localhost:3000/"_s}}),
        make(u"security"_s, Words::tr("Security scan"),
             Words::tr("Looks for known weaknesses in dependencies and code, each night too."), u"nav-guardrails"_s,
             {branch(), node()}),
        make(u"api-docs"_s, Words::tr("API docs validation"),
             Words::tr("Checks an OpenAPI description, and that it breaks nobody."), u"action-diff"_s,
             {node(), {u"SPEC"_s, Words::tr("OpenAPI file"), u"openapi/api.yaml"_s}}),
    };
}

QList<WorkflowTemplate> loopHealthTemplates()
{
    const auto make = [](const QString &file, const QString &title, const QString &sentence, const QString &icon) {
        return WorkflowTemplate{u"loop-health/"_s + file, title, sentence, icon, file + u".yml"_s, {}, true};
    };
    return {
        make(u"patient-graph-ci-cd"_s, Words::tr("Loop Health: Patient Graph CI/CD"),
             Words::tr("Checks the API, deploys it to Fly.io and tells Sentry and Slack."), u"provider-fly"_s),
        make(u"vercel-deploy"_s, Words::tr("Loop Health: Vercel Deploy"),
             Words::tr("Deploys previews and production, and says so in the pull request."), u"provider-vercel"_s),
        make(u"migrations"_s, Words::tr("Loop Health: Database Migrations"),
             Words::tr("Migrates the chosen environment by hand."), u"migration"_s),
        make(u"lighthouse-ci"_s, Words::tr("Loop Health: Lighthouse CI"),
             Words::tr("Measures three pages of my.loop.health."), u"nav-health"_s),
        make(u"security"_s, Words::tr("Loop Health: Security Scanning"),
             Words::tr("Scans dependencies, code and licences."), u"nav-guardrails"_s),
        make(u"api-docs-validation"_s, Words::tr("Loop Health: API Docs Validation"),
             Words::tr("Validates the OpenAPI description and comments what changes."), u"action-diff"_s),
    };
}

} // namespace

QList<WorkflowTemplate> workflowTemplates()
{
    return ownTemplates() + loopHealthTemplates();
}

QString valueProblem(const TemplateParameter &parameter, const QString &value)
{
    if (value.isEmpty())
        return Words::tr("%1 is missing.").arg(parameter.title);
    static const QRegularExpression plain(u"\\A[A-Za-z0-9](?:[A-Za-z0-9._/-]|:(?=/|[0-9]))*\\z"_s);
    if (value.size() > 200 || !plain.match(value).hasMatch() || value.contains(".."_L1))
        return Words::tr("%1 holds letters, digits and . _ / - alone.").arg(parameter.title);
    return {};
}

base::Result<QByteArray> fillTemplate(const WorkflowTemplate &chosen, const QMap<QString, QString> &values)
{
    QFile file(u":/pipelines/templates/"_s + chosen.id + u".yml"_s);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(base::makeError(base::Error::Kind::Internal,
                                               Words::tr("The template “%1” cannot be read.").arg(chosen.title)));
    QByteArray text = file.readAll();
    for (const TemplateParameter &parameter : chosen.parameters) {
        const QString value = values.value(parameter.id, parameter.initial);
        if (const QString problem = valueProblem(parameter, value); !problem.isEmpty())
            return std::unexpected(base::makeError(base::Error::Kind::InvalidInput, problem));
        text.replace('@' + parameter.id.toLatin1() + '@', value.toLatin1());
    }
    return text;
}

QString freeWorkflowPath(const QString &fileName, const QStringList &taken)
{
    const QString folder = u".github/workflows/"_s;
    const qsizetype dot = fileName.lastIndexOf(u'.');
    const QString stem = dot > 0 ? fileName.left(dot) : fileName;
    const QString ending = dot > 0 ? fileName.sliced(dot) : u".yml"_s;
    QString path = folder + stem + ending;
    for (int number = 2; taken.contains(path, Qt::CaseInsensitive); ++number)
        path = folder + stem + u'-' + QString::number(number) + ending;
    return path;
}

QString fileNameProblem(const QString &fileName)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_][A-Za-z0-9._ -]*\\.ya?ml\\z"_s);
    if (fileName.size() <= 120 && plain.match(fileName).hasMatch())
        return {};
    return Words::tr("A workflow's file has a plain name that ends in .yml or .yaml.");
}

} // namespace slipway::pipelines
