#include "editing/clip_reading.h"

#include "editing/own_texts.h"
#include "editing/words.h"
#include "syntax/events.h"
#include "yaml/edits/path.h"

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
    return lines.join(u'\n').toUtf8() + (lines.constLast().isEmpty() ? "" : "\n");
}

yaml::ValuePtr meantBy(yaml::Node node)
{
    return yaml::copyOf(yaml::valueOf(node));
}

class Reading
{
public:
    base::Result<Clip> run(yaml::Node root)
    {
        if (root.isSequence())
            takeSteps(root);
        else if (root.isMapping())
            takeMap(root);
        const bool isNothing = m_clip.jobs.empty() && m_clip.steps.empty() && m_clip.triggers.empty();
        if (isNothing)
            return refused(tr("The clipboard holds no job, step or trigger of a workflow."));
        return std::move(m_clip);
    }

private:
    void takeMap(yaml::Node root)
    {
        const auto value = meantBy(root);
        if (const auto jobs = yaml::childOf(root, "jobs"))
            takeJobs(jobs);
        if (const auto on = yaml::childOf(root, "on"))
            takeTriggers(on);
        if (value->find("jobs") || value->find("on"))
            return;
        if (const auto steps = yaml::childOf(root, "steps"); steps && root.size() == 1)
            takeSteps(steps);
        else if (isStep(*value))
            m_clip.steps.push_back({{}, value, asItem(root)});
        else if (isJob(*value))
            m_clip.jobs.push_back({{}, value, asEntry(root)});
        else if (areAll(*value, isJob))
            takeJobs(root);
        else if (isTriggers(*value))
            takeTriggers(root);
    }

    void takeJobs(yaml::Node jobs)
    {
        const auto texts = textsOf(jobs);
        size_t at = 0;
        for (const auto [id, body] : yaml::entries(jobs)) {
            if (body.isMapping())
                m_clip.jobs.push_back({std::string(id.text()), meantBy(body), texts[at]});
            ++at;
        }
    }

    void takeSteps(yaml::Node steps)
    {
        if (!steps.isSequence() || !areAll(*meantBy(steps), [](const Value &step) { return step.type == Type::Map; }))
            return;
        const auto texts = textsOf(steps);
        for (const yaml::Node step : yaml::items(steps))
            m_clip.steps.push_back({{}, meantBy(step), texts[m_clip.steps.size()]});
    }

    void takeTriggers(yaml::Node on)
    {
        if (on.isScalar() && !on.isNull())
            m_clip.triggers.push_back({std::string(on.text()), nullptr});
        for (const yaml::Node event : yaml::items(on)) {
            if (event.isScalar())
                m_clip.triggers.push_back({std::string(event.text()), nullptr});
        }
        const auto texts = textsOf(on);
        for (const auto [event, settings] : yaml::entries(on)) {
            const auto value = settings.isNull() ? nullptr : meantBy(settings);
            m_clip.triggers.push_back({std::string(event.text()), value, texts[m_clip.triggers.size()]});
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
    return Reading().run(tree->root());
}

} // namespace slipway::editing
