#include "overview/trigger_words.h"

#include "workspace/yaml_guard.h"

#include <QCoreApplication>
#include <QStringList>

#include <yaml-cpp/yaml.h>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

constexpr int deepest = 64;
/// What a narrow column holds.
constexpr qsizetype shortEnough = 22;

QString tr(const char *text)
{
    return QCoreApplication::translate("overview", text);
}

QString textOf(const YAML::Node &node)
{
    return node.IsDefined() && node.IsScalar() ? QString::fromStdString(node.Scalar()) : QString();
}

/// The scalars of a list, or the one scalar.
QStringList textsOf(const YAML::Node &node)
{
    if (!node.IsDefined())
        return {};
    if (node.IsScalar())
        return {textOf(node)};
    QStringList texts;
    if (node.IsSequence()) {
        for (const YAML::Node &entry : node)
            texts += textOf(entry);
    }
    texts.removeAll(QString());
    return texts;
}

/// A member of a map; undefined for anything else.
YAML::Node member(const YAML::Node &node, const char *key)
{
    return node.IsMap() ? node[key] : YAML::Node(YAML::NodeType::Undefined);
}

QString pushWords(const YAML::Node &filter)
{
    const QStringList branches = textsOf(member(filter, "branches"));
    if (!branches.isEmpty())
        return tr("push to %1").arg(branches.join(u", "_s));
    const QStringList tags = textsOf(member(filter, "tags"));
    if (!tags.isEmpty())
        return tr("tags %1").arg(tags.join(u", "_s));
    const QStringList paths = textsOf(member(filter, "paths"));
    return paths.isEmpty() ? tr("push") : tr("push of %1").arg(paths.first());
}

QString pullRequestWords(const YAML::Node &filter)
{
    const QStringList branches = textsOf(member(filter, "branches"));
    if (!branches.isEmpty())
        return tr("pull requests to %1").arg(branches.join(u", "_s));
    const QStringList paths = textsOf(member(filter, "paths"));
    return paths.isEmpty() ? tr("pull requests") : tr("pull requests on %1").arg(paths.first());
}

bool isNumber(const QString &word)
{
    bool ok = false;
    word.toInt(&ok);
    return ok;
}

/// When a schedule comes: "06:00 UTC", and whether it does each day; empty for what is less simple.
struct DailyTime {
    QString time;
    bool isDaily = false;
};

DailyTime timeOf(const YAML::Node &schedule)
{
    const QString cron = schedule.IsDefined() && schedule.IsSequence() && schedule.size() > 0
        ? textOf(member(schedule[0], "cron"))
        : QString();
    const QStringList parts = cron.split(u' ', Qt::SkipEmptyParts);
    if (parts.size() != 5 || !isNumber(parts.at(0)) || !isNumber(parts.at(1)))
        return {};
    const QString time = u"%1:%2 UTC"_s.arg(parts.at(1).rightJustified(2, u'0'), parts.at(0).rightJustified(2, u'0'));
    const bool isDaily = parts.at(2) == u'*' && parts.at(3) == u'*' && parts.at(4) == u'*';
    return {time, isDaily};
}

QString scheduleWords(const YAML::Node &schedule)
{
    const DailyTime when = timeOf(schedule);
    if (when.time.isEmpty())
        return tr("on a schedule");
    return when.isDaily ? tr("daily at %1").arg(when.time) : tr("on some days at %1").arg(when.time);
}

QString eventWords(const QString &event, const YAML::Node &filter)
{
    if (event == "push"_L1)
        return pushWords(filter);
    if (event == "pull_request"_L1 || event == "pull_request_target"_L1)
        return pullRequestWords(filter);
    if (event == "workflow_dispatch"_L1)
        return tr("manual");
    if (event == "schedule"_L1)
        return scheduleWords(filter);
    if (event == "workflow_call"_L1)
        return tr("called by others");
    return event;
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

QString triggerWords(const YAML::Node &on)
{
    QStringList words;
    if (on.IsMap()) {
        for (const auto &entry : on)
            words += eventWords(textOf(entry.first), entry.second);
    } else {
        for (const QString &event : textsOf(on))
            words += eventWords(event, YAML::Node());
    }
    if (words.size() == 1 && words.first() == tr("manual"))
        return tr("Manual only");
    return capitalised(words.join(u", "_s));
}

/// "openapi/**" for "openapi/**/*.yaml".
QString folderOf(const QString &path)
{
    const qsizetype wild = path.indexOf("/**"_L1);
    return wild < 0 ? path : path.first(wild + 3);
}

QString briefOf(const QString &event, const YAML::Node &filter)
{
    if (event == "push"_L1)
        return tr("push");
    return event.startsWith("pull_request"_L1) ? tr("pull requests") : eventWords(event, filter);
}

QString briefTriggerWords(const YAML::Node &on)
{
    const QString all = triggerWords(on);
    if (all.size() <= shortEnough || !on.IsMap())
        return all;
    // Clock time says most about what nobody has to start.
    if (const DailyTime when = timeOf(member(on, "schedule")); when.isDaily)
        return tr("Next run %1").arg(when.time);
    QStringList words;
    QStringList paths;
    for (const auto &entry : on) {
        words += briefOf(textOf(entry.first), entry.second);
        paths += textsOf(member(entry.second, "paths"));
    }
    return on.size() == 1 && !paths.isEmpty() ? folderOf(paths.first()) : capitalised(words.join(u", "_s));
}

} // namespace

WorkflowHead workflowHead(const QByteArray &yaml)
{
    if (workspace::yaml::refuse(yaml, deepest))
        return {};
    try {
        const YAML::Node root = YAML::Load(yaml.toStdString());
        if (!root.IsMap())
            return {};
        WorkflowHead head;
        if (const YAML::Node name = root["name"]; name.IsDefined())
            head.name = textOf(name);
        if (const YAML::Node on = root["on"]; on.IsDefined()) {
            head.trigger = triggerWords(on);
            head.triggerBrief = briefTriggerWords(on);
        }
        return head;
    } catch (const YAML::Exception &) {
        return {};
    }
}

} // namespace slipway::overview
