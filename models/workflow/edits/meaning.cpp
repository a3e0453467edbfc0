#include "workflow/edits/meaning.h"

#include "workflow/edits/references.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::workflow {

namespace {

using yaml::Path;
using yaml::Value;
using yaml::ValuePtr;
using Members = std::vector<Value::Member>;
using Meant = base::Result<ValuePtr>;

QString tr(const char *text)
{
    return QCoreApplication::translate("workflow::meaning", text);
}

QString shown(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::unexpected<base::Error> refused(const QString &message)
{
    return std::unexpected(yaml::refusal(message));
}

std::unexpected<base::Error> unknownJob(std::string_view id)
{
    return refused(tr("There is no job %1.").arg(shown(id)));
}

/// A member of a list or map; null when there is none.
Value::Member *memberAt(Value &value, const yaml::PathPart &part)
{
    if (const auto *index = std::get_if<int>(&part); index && value.type == Value::Type::List) {
        const auto at = static_cast<size_t>(*index);
        return *index >= 0 && at < value.members.size() ? &value.members[at] : nullptr;
    }
    const auto *index = std::get_if<int>(&part);
    return value.find(index ? std::to_string(*index) : std::get<std::string>(part));
}

base::Result<Value *> at(const ValuePtr &root, const Path &path)
{
    Value *value = root.get();
    for (const auto &part : path) {
        auto *member = memberAt(*value, part);
        if (!member)
            return refused(tr("There is no %1 in this file.").arg(yaml::written(path)));
        value = member->value.get();
    }
    return value;
}

base::Result<Value *> jobNamed(const ValuePtr &root, std::string_view id)
{
    auto *jobs = root->find("jobs");
    auto *job = jobs ? jobs->value->find(id) : nullptr;
    if (!job || job->value->type != Value::Type::Map)
        return unknownJob(id);
    return job->value.get();
}

/// What an anchored value is replaced by is seen by its aliases; an alias that is replaced changes nothing but itself.
void assign(Value::Member &place, const ValuePtr &value)
{
    if (place.isAlias || !place.value->isAnchored) {
        place = {place.key, value};
        return;
    }
    *place.value = *value;
    place.value->isAnchored = true;
}

/// Nothing written may become a list or a map.
bool become(Value &value, Value::Type type)
{
    if (value.type == Value::Type::Null)
        value.type = type;
    return value.type == type;
}

base::Done put(Members &members, int at, Value::Member member)
{
    if (at < 0 || static_cast<size_t>(at) > members.size())
        return refused(tr("There are %1 entries, so nothing can be inserted at %2.").arg(members.size()).arg(at));
    members.insert(members.begin() + at, std::move(member));
    return {};
}

struct Meaning {
    ValuePtr root;

    Meant operator()(const Noop &) { return root; }

    Meant operator()(const Set &set)
    {
        const auto parent = at(root, yaml::parentOf(set.path));
        if (!parent)
            return std::unexpected(parent.error());
        if (auto *member = memberAt(**parent, set.path.back())) {
            assign(*member, set.value);
            return root;
        }
        const auto *key = std::get_if<std::string>(&set.path.back());
        if (!key || !become(**parent, Value::Type::Map))
            return refused(tr("There is no %1 in this file.").arg(yaml::written(set.path)));
        (*parent)->members.push_back({*key, set.value});
        return root;
    }

    Meant operator()(const Unset &unset)
    {
        const auto parent = at(root, yaml::parentOf(unset.path));
        if (!parent)
            return std::unexpected(parent.error());
        const auto *member = memberAt(**parent, unset.path.back());
        if (!member)
            return refused(tr("There is no %1 in this file.").arg(yaml::written(unset.path)));
        auto &members = (*parent)->members;
        if ((*parent)->type == Value::Type::Map)
            std::erase_if(members, [key = member->key](const Value::Member &other) { return other.key == key; });
        else
            members.erase(members.begin() + (member - members.data()));
        if (!unset.prune || !members.empty() || unset.path.size() < 2)
            return root;
        return (*this)(Unset{.path = yaml::parentOf(unset.path)});
    }

    Meant operator()(const Insert &insert)
    {
        const auto list = at(root, insert.path);
        if (!list)
            return std::unexpected(list.error());
        if (!become(**list, Value::Type::List))
            return refused(tr("%1 is no list.").arg(yaml::written(insert.path)));
        if (const auto done = put((*list)->members, insert.at, {{}, insert.value}); !done)
            return std::unexpected(done.error());
        return root;
    }

    Meant operator()(const RenameKey &rename)
    {
        const auto parent = at(root, yaml::parentOf(rename.path));
        if (!parent)
            return std::unexpected(parent.error());
        auto *member = (*parent)->type == Value::Type::Map ? memberAt(**parent, rename.path.back()) : nullptr;
        if (!member)
            return refused(tr("There is no %1 in this file.").arg(yaml::written(rename.path)));
        member->key = rename.to;
        return root;
    }

    Meant operator()(const AddJob &add)
    {
        auto *jobs = root->find("jobs");
        if (!jobs) {
            become(*root, Value::Type::Map);
            root->members.push_back({"jobs", yaml::makeMap({{add.id, add.body}})});
            return root;
        }
        if (!become(*jobs->value, Value::Type::Map))
            return refused(tr("\"jobs\" of this file is no map."));
        return insertJob(jobs->value->members, {add.id, add.body}, add.after, add.before);
    }

    Meant operator()(const RemoveJob &remove)
    {
        auto *jobs = root->find("jobs");
        if (!jobs || !jobs->value->find(remove.id))
            return unknownJob(remove.id);
        auto &members = jobs->value->members;
        members.erase(std::ranges::find(members, remove.id, &Value::Member::key));
        for (auto &job : members) {
            if (remove.unlink && job.value->type == Value::Type::Map)
                dropNeed(*job.value, remove.id);
        }
        return root;
    }

    Meant operator()(const RenameJob &rename)
    {
        auto *jobs = root->find("jobs");
        auto *job = jobs ? jobs->value->find(rename.from) : nullptr;
        if (!job)
            return unknownJob(rename.from);
        job->key = rename.to;
        renameReferences(*root, rename);
        for (auto &member : jobs->value->members)
            renameNeeds(*member.value, rename);
        return root;
    }

    Meant operator()(const DuplicateJob &duplicate)
    {
        const auto job = jobNamed(root, duplicate.id);
        if (!job)
            return std::unexpected(job.error());
        auto &members = root->find("jobs")->value->members;
        auto copy = yaml::copyOf(root->find("jobs")->value->find(duplicate.id)->value);
        return insertJob(members, {duplicate.to, std::move(copy)}, duplicate.id, {});
    }

    Meant operator()(const MoveJob &move)
    {
        auto *jobs = root->find("jobs");
        if (!jobs || !jobs->value->find(move.id))
            return unknownJob(move.id);
        auto &members = jobs->value->members;
        const auto found = std::ranges::find(members, move.id, &Value::Member::key);
        auto member = std::move(*found);
        members.erase(found);
        return insertJob(members, std::move(member), move.after, move.before);
    }

    Meant operator()(const AddNeed &add)
    {
        const auto job = jobNamed(root, add.job);
        if (!job)
            return std::unexpected(job.error());
        auto *needs = (*job)->find("needs");
        if (!needs) {
            const auto text = yaml::makeText(add.need);
            (*job)->members.push_back({"needs", hasListBeside(add.job) ? yaml::makeList({text}) : text});
            return root;
        }
        Value &value = *needs->value;
        if (value.isText())
            assign(*needs, yaml::makeList({yaml::makeText(value.text), yaml::makeText(add.need)}));
        else if (value.type == Value::Type::List)
            value.members.push_back({{}, yaml::makeText(add.need)});
        else
            assign(*needs, yaml::makeText(add.need));
        return root;
    }

    Meant operator()(const RemoveNeed &remove)
    {
        const auto job = jobNamed(root, remove.job);
        if (!job)
            return std::unexpected(job.error());
        if (!dropNeed(**job, remove.need))
            return refused(tr("%1 does not need %2.").arg(shown(remove.job), shown(remove.need)));
        return root;
    }

    Meant operator()(const AddStep &add)
    {
        const auto job = jobNamed(root, add.job);
        if (!job)
            return std::unexpected(job.error());
        if (!(*job)->find("steps"))
            (*job)->members.push_back({"steps", yaml::makeList({})});
        return (*this)(Insert{{"jobs", add.job, "steps"}, add.at, add.step});
    }

    Meant operator()(const RemoveStep &remove)
    {
        return (*this)(Unset{.path = {"jobs", remove.job, "steps", remove.at}});
    }

    Meant operator()(const MoveStep &move)
    {
        const auto steps = at(root, {"jobs", move.job, "steps"});
        if (!steps)
            return std::unexpected(steps.error());
        auto &members = (*steps)->members;
        if (static_cast<size_t>(move.from) >= members.size())
            return refused(tr("%1 has %2 steps.").arg(shown(move.job)).arg(members.size()));
        const auto step = members[static_cast<size_t>(move.from)].value;
        members.erase(members.begin() + move.from);
        return (*this)(AddStep{move.toJob.empty() ? move.job : move.toJob, move.to, step});
    }

    Meant operator()(const DuplicateStep &duplicate)
    {
        const auto step = at(root, {"jobs", duplicate.job, "steps", duplicate.at});
        if (!step)
            return std::unexpected(step.error());
        auto copy = yaml::copyOf(std::make_shared<Value>(**step));
        return (*this)(AddStep{duplicate.job, duplicate.at + 1, std::move(copy)});
    }

    Meant operator()(const ReplaceStep &replace)
    {
        return (*this)(Set{{"jobs", replace.job, "steps", replace.at}, replace.step});
    }

    Meant operator()(const AddTrigger &add)
    {
        auto *on = root->find("on");
        const bool hasConfig = add.config && add.config->type != Value::Type::Null;
        if (!on) {
            if (!become(*root, Value::Type::Map))
                return refused(tr("This file is no map."));
            root->members.push_back({"on", yaml::makeNull()});
            on = &root->members.back();
        }
        Value &value = *on->value;
        if (value.type == Value::Type::Map)
            value.members.push_back({add.event, hasConfig ? add.config : yaml::makeNull()});
        else if (hasConfig)
            assign(*on, asMap(value, add));
        else if (value.type == Value::Type::List)
            value.members.push_back({{}, yaml::makeText(add.event)});
        else if (value.type == Value::Type::Null)
            assign(*on, yaml::makeText(add.event));
        else
            assign(*on, yaml::makeList({yaml::makeText(value.text), yaml::makeText(add.event)}));
        return root;
    }

    Meant operator()(const RemoveTrigger &remove)
    {
        auto *on = root->find("on");
        if (!on)
            return refused(tr("This file has no \"on\"."));
        auto &members = on->value->members;
        const bool isMap = on->value->type == Value::Type::Map;
        const auto found = std::ranges::find_if(members, [&](const Value::Member &member) {
            return isMap ? member.key == remove.event : member.value->isText() && member.value->text == remove.event;
        });
        if (found == members.end())
            return refused(tr("This workflow is not triggered by %1.").arg(shown(remove.event)));
        members.erase(found);
        return root;
    }

private:
    Meant insertJob(Members &members, Value::Member job, const std::string &after, const std::string &before)
    {
        if (std::ranges::contains(members, job.key, &Value::Member::key))
            return refused(tr("There is a job %1 already.").arg(shown(job.key)));
        const auto &named = after.empty() ? before : after;
        auto place = named.empty() ? members.end() : std::ranges::find(members, named, &Value::Member::key);
        if (!named.empty() && place == members.end())
            return unknownJob(named);
        members.insert(after.empty() ? place : place + 1, std::move(job));
        return root;
    }

    /// Whether the nearest job above that needs others, else the nearest below, has a list of them.
    bool hasListBeside(const std::string &id) const
    {
        const auto &jobs = root->find("jobs")->value->members;
        const auto at = std::ranges::find(jobs, id, &Value::Member::key) - jobs.begin();
        const auto needsAt = [&jobs](std::ptrdiff_t i) { return jobs[static_cast<size_t>(i)].value->find("needs"); };
        for (auto i = at; i-- > 0;) {
            if (const auto *needs = needsAt(i))
                return needs->value->type == Value::Type::List;
        }
        for (auto i = at + 1; i < std::ssize(jobs); ++i) {
            if (const auto *needs = needsAt(i))
                return needs->value->type == Value::Type::List;
        }
        return false;
    }

    static bool dropNeed(Value &job, const std::string &need)
    {
        const auto *needs = job.find("needs");
        if (!needs)
            return false;
        Value &value = *needs->value;
        const auto isIt = [&](const Value::Member &member) {
            return member.value->isText() && member.value->text == need;
        };
        const bool had = value.isText() ? value.text == need : std::ranges::any_of(value.members, isIt);
        const bool hadOnlyIt = value.isText() || std::ranges::all_of(value.members, isIt);
        if (had && hadOnlyIt)
            job.members.erase(job.members.begin() + (needs - job.members.data()));
        else if (had)
            std::erase_if(value.members, isIt);
        return had;
    }

    static void renameNeeds(Value &job, const RenameJob &rename)
    {
        const auto *needs = job.find("needs");
        if (!needs)
            return;
        if (needs->value->isText() && needs->value->text == rename.from)
            needs->value->text = rename.to;
        for (auto &member : needs->value->members) {
            if (member.value->isText() && member.value->text == rename.from)
                member.value->text = rename.to;
        }
    }

    static ValuePtr asMap(const Value &on, const AddTrigger &add)
    {
        auto map = yaml::makeMap({});
        if (on.isText())
            map->members.push_back({on.text, yaml::makeNull()});
        for (const auto &member : on.members)
            map->members.push_back({member.value->text, yaml::makeNull()});
        map->members.push_back({add.event, add.config});
        return map;
    }
};

} // namespace

base::Result<ValuePtr> meaningAfter(ValuePtr before, const Operation &operation)
{
    return std::visit(Meaning{std::move(before)}, operation);
}

} // namespace slipway::workflow
