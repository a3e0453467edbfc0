#include "base/nearest.h"
#include "workspace/check.h"
#include "workspace/scalar_check.h"
#include "workspace/values.h"
#include "workspace/workspace.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace slipway::workspace {

namespace {

using yaml::Node;
using Kind = yaml::Node::Kind;

QString tr(const char *text)
{
    return QCoreApplication::translate("Workspace", text);
}

/// The elements of a list under a key; none when it is anything else.
std::vector<yaml::NodePtr> itemsOf(const Node &map, const QString &key)
{
    const auto list = map.member(key);
    return list && list->kind == Kind::Sequence ? list->items : std::vector<yaml::NodePtr>();
}

QString textOf(const Node &map, const QString &key)
{
    const auto value = map.member(key);
    return value && value->kind == Kind::Scalar ? value->text : QString();
}

yaml::NodePtr mapOf(const Node &map, const QString &key)
{
    const auto value = map.member(key);
    return value && value->kind == Kind::Mapping ? value : std::make_shared<Node>();
}

/// Names in the file's order, quick to look up.
class Names
{
public:
    void add(const QString &name)
    {
        if (!name.isEmpty() && !m_set.contains(name)) {
            m_set.insert(name);
            m_list.append(name);
        }
    }
    bool contains(const QString &name) const { return m_set.contains(name); }
    const QStringList &list() const { return m_list; }

private:
    QStringList m_list;
    QSet<QString> m_set;
};

class References
{
public:
    References(const Node &root, ProblemList &problems)
        : m_root(root)
        , m_problems(problems)
    {
        for (const auto &workflow : itemsOf(root, u"workflows"_s))
            m_workflows.add(workflow->text.section(u'/', -1));
        for (const auto &channel : itemsOf(*mapOf(*mapOf(root, u"providers"_s), u"slack"_s), u"channels"_s))
            m_channels.add(channel->text);
    }

    void check()
    {
        int index = 0;
        for (const auto &app : itemsOf(m_root, u"apps"_s))
            checkApp(*app, u"apps[%1]"_s.arg(index++));
        uniqueNames(u"workflows"_s, {}, tr("Workflow `%1` is listed twice."));
        uniqueNames(u"secrets"_s, u"name"_s, tr("Secret `%1` is listed twice."));
        index = 0;
        for (const auto &secret : itemsOf(m_root, u"secrets"_s))
            checkPlaces(*secret, u"secrets[%1]"_s.arg(index++));
        for (const QString &rule : {u"error-spike"_s, u"slower"_s, u"slow-deploy"_s})
            checkNotify(rule);
        index = 0;
        for (const auto &freeze : itemsOf(*mapOf(m_root, u"guardrails"_s), u"freeze"_s))
            checkFreeze(*freeze, u"guardrails.freeze[%1]"_s.arg(index++));
        index = 0;
        for (const auto &rule : itemsOf(m_root, u"advice"_s))
            checkAdvice(*rule, u"advice[%1]"_s.arg(index++));
    }

private:
    void checkApp(const Node &app, const QString &path)
    {
        const QString id = textOf(app, u"id"_s);
        if (!id.isEmpty() && m_apps.contains(id)) {
            m_problems.error(*app.member(u"id"_s), path + u".id"_s,
                             tr("App id `%1` is already used in line %2.").arg(shortened(id)).arg(m_apps.value(id)),
                             tr("Give every app an id of its own."));
        } else if (!id.isEmpty()) {
            m_apps.insert(id, app.line);
        }
        const QString workflow = textOf(app, u"workflow"_s).section(u'/', -1);
        if (!workflow.isEmpty() && !m_workflows.contains(workflow)) {
            m_problems.error(*app.member(u"workflow"_s), path + u".workflow"_s,
                             tr("Workflow `%1` is not listed under `workflows`.").arg(shortened(workflow)),
                             base::suggest(workflow, m_workflows.list()));
        }
        bool hasPlace = false;
        for (const Environment environment : environments()) {
            const QString name = environmentId(environment);
            if (const auto place = app.member(name); place && place->kind == Kind::Mapping) {
                hasPlace = true;
                checkPlace(*place, path + u'.' + name);
            }
        }
        if (app.kind == Kind::Mapping && !hasPlace) {
            m_problems.warning(app, path, tr("App `%1` runs nowhere.").arg(shortened(id)),
                               tr("Add `production`, `staging` or `preview`."));
        }
    }

    void checkPlace(const Node &place, const QString &path)
    {
        const QString fly = textOf(place, u"fly"_s);
        const QString vercel = textOf(place, u"vercel"_s);
        if (fly.isEmpty() == vercel.isEmpty()) {
            m_problems.error(place, path,
                             fly.isEmpty() ? tr("The place names neither a Fly.io app nor a Vercel project.")
                                           : tr("The place names both a Fly.io app and a Vercel project."),
                             tr("Give either `fly` or `vercel`."));
        }
        const bool needsFly = !fly.isEmpty() && !mapOf(*mapOf(m_root, u"providers"_s), u"fly"_s)->line;
        const bool needsVercel = !vercel.isEmpty() && !mapOf(*mapOf(m_root, u"providers"_s), u"vercel"_s)->line;
        const bool needsSentry =
            !textOf(place, u"sentry"_s).isEmpty() && !mapOf(*mapOf(m_root, u"providers"_s), u"sentry"_s)->line;
        requireProvider(needsFly, place, path, u"fly"_s);
        requireProvider(needsVercel, place, path, u"vercel"_s);
        requireProvider(needsSentry, place, path, u"sentry"_s);
        m_flyApps.add(fly);
        m_vercelProjects.add(vercel);
    }

    void requireProvider(bool isMissing, const Node &place, const QString &path, const QString &provider)
    {
        if (isMissing) {
            m_problems.error(*place.member(provider), path + u'.' + provider,
                             tr("`providers` does not say where `%1` is.").arg(provider),
                             tr("Add `%1` under `providers`.").arg(provider));
        }
    }

    /// Of texts when `key` is empty, else of maps by that key.
    void uniqueNames(const QString &list, const QString &key, const QString &complaint)
    {
        QSet<QString> seen;
        int index = 0;
        for (const auto &item : itemsOf(m_root, list)) {
            const QString name = key.isEmpty() ? item->text : textOf(*item, key);
            if (!name.isEmpty() && seen.contains(name))
                m_problems.error(*item, u"%1[%2]"_s.arg(list).arg(index), complaint.arg(shortened(name)));
            seen.insert(name);
            ++index;
        }
    }

    void checkPlaces(const Node &secret, const QString &path)
    {
        int index = 0;
        for (const auto &item : itemsOf(secret, u"places"_s)) {
            const auto place = values::secretPlace(item->text);
            const QString own = u"%1.places[%2]"_s.arg(path).arg(index++);
            if (!place || place->target.isEmpty())
                continue;
            if (place->provider == Provider::GitHub && !environmentOf(place->target))
                unknownTarget(*item, own, tr("Environment `%1` is unknown."), place->target, environmentNames());
            if (place->provider == Provider::Fly && !m_flyApps.contains(place->target))
                unknownTarget(*item, own, tr("No app runs as Fly.io app `%1`."), place->target, m_flyApps.list());
            if (place->provider == Provider::Vercel && !m_vercelProjects.contains(place->target))
                unknownTarget(*item, own, tr("No app runs as Vercel project `%1`."), place->target,
                              m_vercelProjects.list());
        }
    }

    void unknownTarget(const Node &item, const QString &path, const QString &message, const QString &target,
                       const QStringList &known)
    {
        if (!m_problems.isFull())
            m_problems.warning(item, path, message.arg(shortened(target)), base::suggest(target, known));
    }

    static QStringList environmentNames()
    {
        QStringList names;
        for (const Environment environment : environments())
            names.append(environmentId(environment));
        return names;
    }

    void checkNotify(const QString &rule)
    {
        const auto map = mapOf(*mapOf(m_root, u"alerts"_s), rule);
        const QString whom = textOf(*map, u"notify"_s);
        const QStringList known = QStringList{u"page"_s, u"team"_s} + m_channels.list();
        if (!whom.isEmpty() && !known.contains(whom)) {
            m_problems.warning(*map->member(u"notify"_s), u"alerts.%1.notify"_s.arg(rule),
                               tr("Nobody is known as `%1`.").arg(shortened(whom)), base::suggest(whom, known));
        }
    }

    void checkFreeze(const Node &freeze, const QString &path)
    {
        if (textOf(freeze, u"from"_s).isEmpty() != textOf(freeze, u"until"_s).isEmpty()) {
            m_problems.error(freeze, path, tr("The freeze window has only one end."),
                             tr("Give both `from` and `until`, or neither."));
        }
        const QString except = textOf(freeze, u"except"_s);
        if (!except.isEmpty() && except != u"hotfix") {
            m_problems.warning(*freeze.member(u"except"_s), path + u".except"_s,
                               tr("`%1` is not an exception that is known.").arg(shortened(except)),
                               base::suggest(except, {u"hotfix"_s}));
        }
    }

    void checkAdvice(const Node &rule, const QString &path)
    {
        const QString match = textOf(rule, u"match"_s);
        const QRegularExpression pattern(match.left(longestPattern));
        if (match.size() > longestPattern) {
            m_problems.warning(*rule.member(u"match"_s), path + u".match"_s,
                               tr("The pattern has more than %1 characters.").arg(longestPattern),
                               tr("Look for less of the line."));
        } else if (!pattern.isValid()) {
            m_problems.warning(*rule.member(u"match"_s), path + u".match"_s,
                               tr("`%1` is not a regular expression that can be read.").arg(shortened(match)),
                               tr("It stumbles at character %1.").arg(pattern.patternErrorOffset() + 1));
        }
    }

    const Node &m_root;
    ProblemList &m_problems;
    Names m_workflows;
    Names m_channels;
    Names m_flyApps;
    Names m_vercelProjects;
    QHash<QString, int> m_apps;
};

} // namespace

void checkReferences(const Node &root, ProblemList &problems)
{
    if (root.kind == Kind::Mapping)
        References(root, problems).check();
}

} // namespace slipway::workspace
