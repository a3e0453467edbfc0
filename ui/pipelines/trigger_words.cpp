#include "pipelines_page/trigger_words.h"

#include "pipelines_page/words.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

/// One or two names; more are counted.
QString named(const workflow::List &list, const char *many)
{
    QStringList names;
    for (const yaml::Node &item : list.items)
        names.append(fromUtf8(item.text()));
    return names.size() <= 2 ? names.join(u", "_s) : tr(many).arg(names.size());
}

QString where(const QString &plain, const char *pattern, const workflow::Trigger &trigger)
{
    if (!trigger.branches.isEmpty())
        return tr(pattern).arg(named(trigger.branches, QT_TRANSLATE_NOOP("pipelines_page", "%1 branches")));
    if (!trigger.tags.isEmpty())
        return tr(pattern).arg(named(trigger.tags, QT_TRANSLATE_NOOP("pipelines_page", "%1 tag patterns")));
    return plain;
}

qsizetype filterCount(const workflow::Trigger &trigger)
{
    return std::ssize(trigger.paths.items) + std::ssize(trigger.pathsIgnore.items);
}

QString otherTitle(const workflow::Trigger &trigger)
{
    QString words = fromUtf8(trigger.text());
    words.replace(u'_', u' ');
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

} // namespace

QString triggerTitle(const workflow::Trigger &trigger)
{
    const std::string_view event = trigger.text();
    if (event == "push")
        return where(tr("Push"), QT_TRANSLATE_NOOP("pipelines_page", "Push to %1"), trigger);
    if (event == "pull_request" || event == "pull_request_target")
        return where(tr("Pull request"), QT_TRANSLATE_NOOP("pipelines_page", "Pull request to %1"), trigger);
    if (event == "workflow_dispatch")
        return tr("Manual run");
    if (event == "workflow_call")
        return tr("Called by a workflow");
    if (event == "workflow_run")
        return tr("After another workflow");
    if (event == "schedule")
        return tr("Schedule");
    return otherTitle(trigger);
}

QString triggerDetail(const workflow::Trigger &trigger)
{
    if (!trigger.inputs.empty())
        return counted(std::ssize(trigger.inputs), "1 input", "%1 inputs");
    if (!trigger.schedules.empty())
        return trigger.schedules.size() == 1 ? fromUtf8(trigger.schedules.front().cron.text())
                                             : tr("%1 times").arg(trigger.schedules.size());
    if (!trigger.workflows.isEmpty())
        return named(trigger.workflows, QT_TRANSLATE_NOOP("pipelines_page", "%1 workflows"));
    if (const qsizetype count = filterCount(trigger); count > 0)
        return counted(count, "1 path filter", "%1 path filters");
    if (!trigger.types.isEmpty())
        return named(trigger.types, QT_TRANSLATE_NOOP("pipelines_page", "%1 activities"));
    return fromUtf8(trigger.text());
}

QString triggerIcon(std::string_view event)
{
    if (event == "pull_request" || event == "pull_request_target")
        return u"node-trigger-pull-request"_s;
    if (event == "schedule")
        return u"node-trigger-schedule"_s;
    if (event == "workflow_dispatch" || event == "repository_dispatch")
        return u"node-trigger-dispatch"_s;
    return u"node-trigger-push"_s;
}

} // namespace slipway::pipelines_page
