#include "editing/clip_reading.h"

#include "editing/words.h"
#include "syntax/events.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::editing {

namespace {

using yaml::Value;
using Type = yaml::Value::Type;

QString tr(const char *text)
{
    return QCoreApplication::translate("editing::clip", text);
}

/// Beyond this it is not what somebody copied out of a workflow.
constexpr qsizetype longest = 1024 * 1024;

bool isStep(const Value &value)
{
    return value.type == Type::Map && (value.find("run") || value.find("uses")) && !value.find("runs-on")
        && !value.find("jobs") && !value.find("steps") && !value.find("needs");
}

bool isJob(const Value &value)
{
    return value.type == Type::Map && (value.find("runs-on") || value.find("steps") || value.find("uses"));
}

bool areAll(const Value &collection, bool (*test)(const Value &))
{
    return !collection.members.empty()
        && std::ranges::all_of(collection.members, [test](const auto &member) { return test(*member.value); });
}

/// The text without the indentation that all of its lines have: it may come out of the middle of a file.
QByteArray dedented(const QString &text)
{
    QStringList lines = QString(text).replace(QStringLiteral("\r\n"), QStringLiteral("\n")).split(u'\n');
    qsizetype common = -1;
    for (const QString &line : lines) {
        const auto first = std::ranges::find_if(line, [](QChar c) { return c != u' '; }) - line.begin();
        if (first < line.size())
            common = common < 0 ? first : std::min(common, qsizetype(first));
    }
    for (QString &line : lines)
        line = line.sliced(std::min(std::max<qsizetype>(common, 0), line.size()));
    return lines.join(u'\n').toUtf8();
}

class Reading
{
public:
    base::Result<Clip> run(const Value &root)
    {
        if (root.type == Type::List)
            takeSteps(root);
        else if (root.type == Type::Map)
            takeMap(root);
        const bool isNothing = m_clip.jobs.empty() && m_clip.steps.empty() && m_clip.triggers.empty();
        if (isNothing)
            return refused(tr("The clipboard holds no job, step or trigger of a workflow."));
        return std::move(m_clip);
    }

private:
    void takeMap(const Value &root)
    {
        if (const auto *jobs = root.find("jobs"))
            takeJobs(*jobs->value);
        if (const auto *on = root.find("on"))
            takeTriggers(*on->value);
        if (root.find("jobs") || root.find("on"))
            return;
        if (const auto *steps = root.find("steps"); steps && root.members.size() == 1)
            takeSteps(*steps->value);
        else if (isStep(root))
            m_clip.steps.push_back(std::make_shared<Value>(root));
        else if (isJob(root))
            m_clip.jobs.emplace_back(std::string(), std::make_shared<Value>(root));
        else if (areAll(root, isJob))
            takeJobs(root);
        else if (isTriggers(root))
            takeTriggers(root);
    }

    void takeJobs(const Value &jobs)
    {
        for (const auto &job : jobs.members) {
            if (jobs.type == Type::Map && job.value->type == Type::Map)
                m_clip.jobs.emplace_back(job.key, job.value);
        }
    }

    void takeSteps(const Value &steps)
    {
        if (!areAll(steps, [](const Value &step) { return step.type == Type::Map; }))
            return;
        for (const auto &step : steps.members)
            m_clip.steps.push_back(step.value);
    }

    void takeTriggers(const Value &on)
    {
        if (on.isText())
            m_clip.triggers.emplace_back(on.text, nullptr);
        for (const auto &event : on.members) {
            const bool isMap = on.type == Type::Map;
            const bool hasSettings = isMap && event.value->type != Type::Null;
            if (isMap || event.value->isText())
                m_clip.triggers.emplace_back(isMap ? event.key : event.value->text,
                                             hasSettings ? event.value : nullptr);
        }
    }

    static bool isTriggers(const Value &map)
    {
        return !map.members.empty() && std::ranges::all_of(map.members, [](const auto &member) {
            return syntax::findEvent(member.key) != nullptr;
        });
    }

    Clip m_clip;
};

} // namespace

base::Result<Clip> readClip(const QString &text)
{
    if (text.trimmed().isEmpty())
        return refused(tr("The clipboard holds no text."));
    if (text.size() > longest)
        return refused(tr("The text on the clipboard is too long for a part of a workflow."));
    const auto tree = yaml::Tree::parse(dedented(text));
    if (tree->isBroken()) {
        const auto problem = std::ranges::find_if(tree->problems(), &yaml::Problem::isError);
        const QString why = problem == tree->problems().end() ? QString() : problem->message;
        return refused(tr("The text on the clipboard is no YAML that can be read."), why);
    }
    return Reading().run(*yaml::copyOf(yaml::valueOf(tree->root())));
}

} // namespace slipway::editing
