#pragma once

#include "workspace/policies.h"
#include "workspace/provider.h"

#include <QStringList>
#include <QUrl>

#include <optional>

/// What a team agreed on in slipway.yaml, as values. No token and no secret value is ever among them. Any thread.
namespace slipway::workspace {

enum class Environment { Production, Staging, Preview };

/// All of them, from the one that matters most.
QList<Environment> environments();
/// The word of slipway.yaml: "production", "staging", "preview". Not translated.
QString environmentId(Environment environment);
/// The environment of that word; nothing for any other word.
std::optional<Environment> environmentOf(const QString &id);

struct Person {
    QString name;
    /// Login name, without the @.
    QString github;
    bool operator==(const Person &) const = default;
};

/// Where one app runs in one environment, and how it is watched there. Empty texts: there is none.
struct Place {
    /// Fly.io app. Either this or `vercelProject` is set, never both.
    QString flyApp;
    QString vercelProject;
    /// The branch whose newest deployment this is. Empty: Workspace::branchOf decides.
    QString branch;
    /// Answers 2xx when the app is ready.
    QUrl health;
    /// Slug of the Sentry project.
    QString sentryProject;

    /// Fly or Vercel: who runs it.
    Provider provider() const { return flyApp.isEmpty() ? Provider::Vercel : Provider::Fly; }
    bool operator==(const Place &) const = default;
};

/// One thing that is released on its own.
struct App {
    /// Unique in the workspace.
    QString id;
    /// What people call it; the id when the file says nothing.
    QString name;
    QString description;
    /// File name of the workflow that builds it, without its folder; one of Workspace::workflows.
    QString workflow;
    /// Pattern of the Git tags that name its versions, with `{version}` in it: "my-loop-health@{version}".
    QString tag;
    /// Folder of its database migrations, from the repository's root.
    QString migrations;
    /// Globs of files that change documentation only.
    QStringList docs;
    std::optional<Place> production;
    std::optional<Place> staging;
    std::optional<Place> preview;

    const std::optional<Place> &place(Environment environment) const;
    /// The version in a tag of this app: "3.12.1" for "my-loop-health@3.12.1"; empty when the tag is not its own.
    QString versionOf(const QString &tagName) const;
    /// The tag of a version; empty when the app has no pattern.
    QString tagOf(const QString &version) const;
    bool operator==(const App &) const = default;
};

/// The organisations and teams at the providers; empty texts where a provider is not used.
struct Organizations {
    /// "owner/name".
    QString githubRepository;
    QString fly;
    QString vercel;
    QString sentry;
    /// Without the #.
    QStringList slackChannels;

    QString githubOwner() const { return githubRepository.section(u'/', 0, 0); }
    QString githubName() const { return githubRepository.section(u'/', 1); }
    bool operator==(const Organizations &) const = default;
};

struct Branches {
    QString production = QStringLiteral("main");
    /// Empty when production and staging come from the same branch.
    QString staging;
    bool operator==(const Branches &) const = default;
};

/// Everything slipway.yaml says. Apps, workflows and people keep the file's order.
struct Workspace {
    QString name;
    QList<Person> people;
    Organizations organizations;
    Branches branches;
    QList<App> apps;
    /// File names of the workflows to show, without their folder.
    QStringList workflows;
    QList<SecretRule> secrets;
    AlertRules alerts;
    Guardrails guardrails;
    QList<BranchPolicy> branchPolicies;
    Budgets budgets;
    DiagnosticRules diagnostics;
    QList<AdviceRule> advice;

    /// Null when there is none of that id. Valid as long as `apps` is not changed.
    const App *app(const QString &id) const;
    /// The place's own branch, else the environment's; empty for previews.
    QString branchOf(const App &app, Environment environment) const;
    /// The person's name, or the login when nobody of that login is listed.
    QString personName(const QString &githubLogin) const;
    bool operator==(const Workspace &) const = default;
};

} // namespace slipway::workspace

Q_DECLARE_METATYPE(slipway::workspace::Environment)
