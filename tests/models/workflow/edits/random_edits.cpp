#include "random_edits.h"

#include <algorithm>
#include <array>

namespace slipway::test {

namespace {

using namespace workflow;
using yaml::Node;
using yaml::Value;
using yaml::ValuePtr;

ValuePtr number(std::string_view text)
{
    return std::make_shared<Value>(Value{.type = Value::Type::Number, .text = std::string(text)});
}

bool isOfScalars(Node list)
{
    for (const Node item : yaml::items(list)) {
        if (!item.isScalar())
            return false;
    }
    return list.isSequence();
}

/// The text is another one than those of the file.
std::string fresh(std::string_view stem, const yaml::Tree &tree)
{
    std::string name(stem);
    while (tree.text().find(name) != std::string_view::npos)
        name += "x";
    return name;
}

constexpr std::array kindTable{"noop",
                               "set",
                               "set-new-key",
                               "set-collection",
                               "unset",
                               "unset-prune",
                               "insert",
                               "rename-key",
                               "add-job",
                               "remove-job",
                               "rename-job",
                               "duplicate-job",
                               "move-job",
                               "add-need",
                               "remove-need",
                               "add-step",
                               "remove-step",
                               "move-step",
                               "move-step-away",
                               "duplicate-step",
                               "replace-step",
                               "add-trigger",
                               "add-trigger-with-settings",
                               "remove-trigger"};

} // namespace

int RandomEdits::kinds()
{
    return static_cast<int>(kindTable.size());
}

const char *RandomEdits::nameOf(int kind)
{
    return kindTable[static_cast<size_t>(kind)];
}

RandomEdits::RandomEdits(const yaml::Tree &tree, quint32 seed)
    : m_tree(tree)
    , m_random(seed)
{
    if (tree.root())
        walk(tree.root(), {});
    for (const auto job : yaml::entries(tree.root()["jobs"])) {
        if (job.value.isMapping())
            m_jobs.emplace_back(job.key.text());
    }
}

void RandomEdits::walk(Node node, const yaml::Path &path)
{
    if (!path.empty())
        m_places.push_back({path, node});
    if (node.isAlias())
        return;
    for (const auto entry : yaml::entries(node)) {
        // Of several equal keys a path names the first.
        if (node.keyNode(entry.key.text()) != entry.key)
            continue;
        auto inner = path;
        inner.emplace_back(std::string(entry.key.text()));
        walk(entry.value, inner);
    }
    int at = 0;
    for (const Node item : yaml::items(node)) {
        auto inner = path;
        inner.emplace_back(at++);
        walk(item, inner);
    }
}

size_t RandomEdits::below(size_t limit)
{
    return limit == 0 ? 0 : m_random() % limit;
}

template<typename Keep>
const RandomEdits::Place *RandomEdits::choose(Keep keep)
{
    std::vector<const Place *> kept;
    for (const auto &place : m_places) {
        if (keep(place))
            kept.push_back(&place);
    }
    return kept.empty() ? nullptr : kept[below(kept.size())];
}

std::string RandomEdits::anyJob()
{
    return m_jobs.empty() ? std::string() : m_jobs[below(m_jobs.size())];
}

std::string RandomEdits::otherJob(const std::string &id)
{
    std::vector<std::string> others;
    std::ranges::copy_if(m_jobs, std::back_inserter(others), [&](const auto &job) { return job != id; });
    return others.empty() ? std::string() : others[below(others.size())];
}

std::string RandomEdits::jobWithSteps(int &count)
{
    std::vector<std::string> found;
    for (const auto &job : m_jobs) {
        if (m_tree.root()["jobs"][job]["steps"].size() > 0)
            found.push_back(job);
    }
    if (found.empty())
        return {};
    const auto job = found[below(found.size())];
    count = m_tree.root()["jobs"][job]["steps"].size();
    return job;
}

ValuePtr RandomEdits::newScalar(std::string_view old)
{
    const std::string text(old);
    switch (below(9)) {
    case 0: return yaml::makeText(text + "-x");
    case 1: return yaml::makeText(text + "\nsecond line\n");
    case 2: return yaml::makeText("first\n" + text);
    case 3: return yaml::makeText("yes");
    case 4: return yaml::makeText("it's #1: \"quoted\" \\ text");
    case 5: return number("42");
    case 6: return yaml::makeText("${{ github.ref }}");
    case 7: return yaml::makeText("grüße, [a] {b}");
    default: return yaml::makeText("  leading\nblanks");
    }
}

ValuePtr RandomEdits::newStep()
{
    if (below(2) == 0)
        return yaml::makeMap({{"run", yaml::makeText("make")}});
    const auto with = yaml::makeMap({{"a", number("1")}, {"b", yaml::makeText("x: y")}});
    return yaml::makeMap({{"name", yaml::makeText("New")},
                          {"uses", yaml::makeText("a/b@v1")},
                          {"with", with},
                          {"run", yaml::makeText("one\ntwo\n")}});
}

ValuePtr RandomEdits::newJob()
{
    return yaml::makeMap({{"runs-on", yaml::makeText("ubuntu-latest")},
                          {"needs", yaml::makeList({yaml::makeText("a"), yaml::makeText("b")})},
                          {"steps", yaml::makeList({newStep(), newStep()})}});
}

RandomEdits::Made RandomEdits::set()
{
    const auto *place = choose([](const Place &one) { return one.value.isScalar() || one.value.isNull(); });
    return place ? Made(Set{place->path, newScalar(place->value.text())}) : Made();
}

RandomEdits::Made RandomEdits::setNewKey()
{
    const auto *place = choose([](const Place &one) { return one.value.isMapping() && !one.value.isAlias(); });
    if (!place)
        return {};
    static constexpr std::array keys{"env", "if", "timeout-minutes", "permissions", "name", "x-other"};
    auto path = place->path;
    const std::string key = keys[below(keys.size())];
    if (place->value[key])
        return {};
    path.emplace_back(key);
    return Set{path, below(2) == 0 ? newScalar("text") : yaml::makeMap({{"A", newScalar("b")}})};
}

RandomEdits::Made RandomEdits::setCollection()
{
    const auto *place = choose([](const Place &one) { return one.value.isMapping() || one.value.isSequence(); });
    if (!place || place->path.size() < 2)
        return {};
    auto value = yaml::copyOf(yaml::valueOf(place->value));
    const auto added = newScalar("item");
    const auto size = value->members.size();
    if (size > 0 && below(2) == 0)
        value->members.erase(value->members.begin() + static_cast<std::ptrdiff_t>(below(size)));
    if (value->type == Value::Type::Map)
        value->members.push_back({"added", added});
    else
        value->members.insert(value->members.begin(), {{}, added});
    return Set{place->path, value};
}

RandomEdits::Made RandomEdits::unset(bool prune)
{
    const auto *place = choose([](const Place &) { return true; });
    return place ? Made(Unset{place->path, prune}) : Made();
}

RandomEdits::Made RandomEdits::insert()
{
    const auto *place = choose([](const Place &one) { return one.value.isSequence() && !one.value.isAlias(); });
    if (!place)
        return {};
    const auto at = static_cast<int>(below(static_cast<size_t>(place->value.size()) + 1));
    const auto value = isOfScalars(place->value) && below(4) > 0 ? newScalar("entry") : newStep();
    return Insert{place->path, at, value};
}

RandomEdits::Made RandomEdits::renameKey()
{
    const auto *place = choose([](const Place &one) { return one.value.key() && !one.value.key().isAlias(); });
    return place ? Made(RenameKey{place->path, fresh("renamed", m_tree)}) : Made();
}

RandomEdits::Made RandomEdits::addJob()
{
    AddJob add{.id = fresh("added", m_tree), .body = newJob()};
    const auto where = below(3);
    if (where == 1)
        add.after = anyJob();
    if (where == 2)
        add.before = anyJob();
    return m_jobs.empty() ? Made() : add;
}

RandomEdits::Made RandomEdits::moveJob()
{
    const auto id = anyJob();
    const auto other = otherJob(id);
    if (other.empty())
        return {};
    return below(2) == 0 ? MoveJob{.id = id, .after = other} : MoveJob{.id = id, .before = other};
}

RandomEdits::Made RandomEdits::addNeed()
{
    const auto id = anyJob();
    return id.empty() ? Made() : AddNeed{id, fresh("needed", m_tree)};
}

RandomEdits::Made RandomEdits::removeNeed()
{
    const auto *place = choose([](const Place &one) {
        return one.path.size() == 3 && std::get_if<std::string>(&one.path[2]) && one.path[0] == yaml::PathPart("jobs")
            && one.path[2] == yaml::PathPart("needs");
    });
    if (!place)
        return {};
    const Node needs = place->value;
    const Node need = needs.isScalar() ? needs : needs.item(static_cast<int>(below(static_cast<size_t>(needs.size()))));
    if (!need || !need.isScalar())
        return {};
    return RemoveNeed{std::get<std::string>(place->path[1]), std::string(need.text())};
}

RandomEdits::Made RandomEdits::addStep()
{
    int count = 0;
    const auto job = jobWithSteps(count);
    if (job.empty())
        return {};
    return AddStep{job, static_cast<int>(below(static_cast<size_t>(count) + 1)), newStep()};
}

RandomEdits::Made RandomEdits::moveStep()
{
    int count = 0;
    const auto job = jobWithSteps(count);
    if (count < 2)
        return {};
    const auto steps = static_cast<size_t>(count);
    return MoveStep{job, static_cast<int>(below(steps)), static_cast<int>(below(steps)), {}};
}

RandomEdits::Made RandomEdits::moveStepAway()
{
    int count = 0;
    const auto job = jobWithSteps(count);
    const auto other = otherJob(job);
    if (count < 1 || other.empty() || !m_tree.root()["jobs"][other]["steps"])
        return {};
    return MoveStep{job, static_cast<int>(below(static_cast<size_t>(count))), 0, other};
}

RandomEdits::Made RandomEdits::addTrigger(bool hasConfig)
{
    AddTrigger add{.event = fresh("page_build", m_tree), .config = nullptr};
    const auto cron = yaml::makeMap({{"cron", yaml::makeText("0 5 * * *")}});
    if (hasConfig)
        add.config = below(2) == 0 ? yaml::makeList({cron})
                                   : yaml::makeMap({{"branches", yaml::makeList({yaml::makeText("main")})}});
    return m_tree.root()["on"] ? Made(add) : Made();
}

RandomEdits::Made RandomEdits::removeTrigger()
{
    const Node on = m_tree.root()["on"];
    if (on.size() == 0)
        return {};
    const auto at = static_cast<int>(below(static_cast<size_t>(on.size())));
    if (on.isSequence())
        return on.item(at).isScalar() ? Made(RemoveTrigger{std::string(on.item(at).text())}) : Made();
    int i = 0;
    for (const auto entry : yaml::entries(on)) {
        if (i++ == at)
            return RemoveTrigger{std::string(entry.key.text())};
    }
    return {};
}

std::optional<Operation> RandomEdits::make(int kind)
{
    int count = 0;
    const auto job = anyJob();
    const auto withSteps = jobWithSteps(count);
    const auto step = static_cast<int>(below(static_cast<size_t>(count)));
    const auto ifJob = [&](Operation operation) { return job.empty() ? Made() : Made(std::move(operation)); };
    const auto ifSteps = [&](Operation operation) { return withSteps.empty() ? Made() : Made(std::move(operation)); };
    switch (kind) {
    case 0: return Noop{};
    case 1: return set();
    case 2: return setNewKey();
    case 3: return setCollection();
    case 4: return unset(false);
    case 5: return unset(true);
    case 6: return insert();
    case 7: return renameKey();
    case 8: return addJob();
    case 9: return ifJob(RemoveJob{job, true});
    case 10: return ifJob(RenameJob{job, fresh("renamed", m_tree)});
    case 11: return ifJob(DuplicateJob{job, fresh("copied", m_tree)});
    case 12: return moveJob();
    case 13: return addNeed();
    case 14: return removeNeed();
    case 15: return addStep();
    case 16: return ifSteps(RemoveStep{withSteps, step});
    case 17: return moveStep();
    case 18: return moveStepAway();
    case 19: return ifSteps(DuplicateStep{withSteps, step});
    case 20: return ifSteps(ReplaceStep{withSteps, step, newStep()});
    case 21: return addTrigger(false);
    case 22: return addTrigger(true);
    default: return removeTrigger();
    }
}

} // namespace slipway::test
