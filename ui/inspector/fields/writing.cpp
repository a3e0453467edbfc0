#include "inspector/fields/writing.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

using workflow::Set;
using workflow::Unset;
using yaml::Node;
using yaml::Path;
using yaml::PathPart;
using yaml::Value;
using yaml::ValuePtr;

namespace {

const std::string *keyOf(const Path &path, std::size_t at)
{
    return at < path.size() ? std::get_if<std::string>(&path[at]) : nullptr;
}

bool isKey(const Path &path, std::size_t at, std::string_view word)
{
    const std::string *key = keyOf(path, at);
    return key && *key == word;
}

/// The key that the word of a short form stands for; empty where there is no short form.
std::string_view shortKey(const Path &path)
{
    const std::string *last = path.empty() ? nullptr : keyOf(path, path.size() - 1);
    if (!last)
        return {};
    if (isKey(path, path.size() - 2, "services") && path.size() == 4)
        return "image";
    const bool isOfJob = path.size() == 3 && isKey(path, 0, "jobs");
    if (*last == "concurrency" && (isOfJob || path.size() == 1))
        return "group";
    if (isOfJob && *last == "environment")
        return "name";
    if (isOfJob && *last == "container")
        return "image";
    return {};
}

Path head(const Path &path, std::size_t count)
{
    return {path.begin(), path.begin() + std::ptrdiff_t(count)};
}

bool isFirst(const PathPart &part)
{
    const int *at = std::get_if<int>(&part);
    return at && *at == 0;
}

bool isShortFor(const Path &holder, Node value, const PathPart &part)
{
    if (!value.isScalar() || value.isNull())
        return false;
    const auto *key = std::get_if<std::string>(&part);
    return key ? !shortKey(holder).empty() && shortKey(holder) == *key : isFirst(part);
}

/// `value` below the keys from `from` on.
ValuePtr nested(const Path &path, std::size_t from, ValuePtr value)
{
    for (std::size_t at = path.size(); at > from; --at) {
        if (const std::string *key = keyOf(path, at - 1))
            value = yaml::makeMap({{*key, value}});
        else
            value = yaml::makeList({value});
    }
    return value;
}

/// `on` as a map of its events, for an event that gets its first setting.
Operations eventSetting(Node on, const Path &path, const ValuePtr &value)
{
    std::vector<Value::Member> members;
    const auto add = [&](std::string_view event) {
        const bool isIt = isKey(path, 1, event);
        members.push_back({std::string(event), isIt ? nested(path, 2, value) : yaml::makeNull()});
    };
    if (on.isScalar())
        add(on.text());
    for (const Node item : yaml::items(on))
        add(item.text());
    return {Set{{"on"}, yaml::makeMap(std::move(members))}};
}

/// A word stands where a map is needed.
Operations overShort(const Path &path, std::size_t at, Node word, const ValuePtr &value)
{
    const Path holder = head(path, at);
    if (isShortFor(holder, word, path[at]) && at + 1 == path.size())
        return {Set{holder, value}};
    const std::string_view key = shortKey(holder);
    if (const std::string *next = keyOf(path, at); next && !key.empty())
        return {Set{holder,
                    yaml::makeMap({{std::string(key), yaml::valueOf(word)}, {*next, nested(path, at + 1, value)}})}};
    return {Set{path, value}};
}

Operations settingNew(const Path &path, std::size_t at, const ValuePtr &value)
{
    const Path holder = head(path, at + 1);
    if (at + 2 == path.size() && keyOf(path, at + 1) && shortKey(holder) == *keyOf(path, at + 1))
        return {Set{holder, value}};
    return {Set{holder, nested(path, at + 1, value)}};
}

/// Parts that mean something even when nothing is in them.
bool staysEmpty(const Path &path)
{
    if (path.size() < 2)
        return path.empty() || isKey(path, 0, "on") || isKey(path, 0, "jobs");
    if (isKey(path, 0, "on"))
        return path.size() == 2 || path.size() == 4;
    if (!isKey(path, 0, "jobs"))
        return false;
    return path.size() == 2 || (isKey(path, 2, "steps") && path.size() <= 4);
}

bool isNumber(const QString &text)
{
    static const QRegularExpression number(u"^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$"_s);
    return number.match(text).hasMatch();
}

bool isBoolean(const QString &text)
{
    return text == "true"_L1 || text == "false"_L1;
}

ValuePtr plain(Value::Type type, const QString &text)
{
    auto value = std::make_shared<Value>();
    value->type = type;
    value->text = bytes(text);
    return value;
}

} // namespace

Path below(const Path &path, std::initializer_list<PathPart> parts)
{
    Path result = path;
    result.insert(result.end(), parts);
    return result;
}

Node nodeAt(const yaml::Tree &tree, const Path &path)
{
    Node node = tree.root();
    for (std::size_t at = 0; at < path.size() && node; ++at) {
        if (isShortFor(head(path, at), node, path[at]))
            return at + 1 == path.size() ? node : Node();
        node = yaml::childOf(node.resolved(), path[at]);
    }
    return node;
}

Operations setting(const yaml::Tree &tree, const Path &path, const ValuePtr &value)
{
    Node node = tree.root();
    if (!node || node.isNull())
        return {Set{head(path, 1), nested(path, 1, value)}};
    for (std::size_t at = 0; at < path.size(); ++at) {
        const bool isEvents = at == 1 && isKey(path, 0, "on") && !node.isMapping();
        if (isEvents && path.size() > 2)
            return eventSetting(node, path, value);
        if (node.isScalar() && !node.isNull())
            return overShort(path, at, node, value);
        const Node child = yaml::childOf(node.resolved(), path[at]);
        if (!child && at + 1 < path.size())
            return settingNew(path, at, value);
        if (!child)
            break;
        node = child;
    }
    return {Set{path, value}};
}

Operations removing(const yaml::Tree &tree, const Path &wanted)
{
    if (!nodeAt(tree, wanted))
        return {};
    Path path = wanted;
    while (path.size() > 1) {
        const Path holder = yaml::parentOf(path);
        const Node above = nodeAt(tree, holder);
        const bool isShort = above.isScalar() && !above.isNull();
        if (!isShort && above.size() > 1)
            break;
        if (!isShort && staysEmpty(holder)) {
            const bool isPart = isKey(holder, 0, "on") && holder.size() > 1;
            return isPart ? Operations{Set{holder, yaml::makeNull()}} : Operations{Unset{.path = path}};
        }
        path = holder;
    }
    return {Unset{.path = path}};
}

ValuePtr scalar(const QString &text, Writes writes, Node old)
{
    if (writes == Writes::Like) {
        const ValuePtr was = old ? yaml::valueOf(old) : ValuePtr();
        const bool wasNumber = was && was->type == Value::Type::Number;
        const bool wasBoolean = was && was->type == Value::Type::Boolean;
        writes = wasNumber ? Writes::Number : wasBoolean ? Writes::Boolean : Writes::Text;
    }
    if (writes == Writes::Number && isNumber(text))
        return plain(Value::Type::Number, text);
    if (writes == Writes::Boolean && isBoolean(text))
        return plain(Value::Type::Boolean, text);
    return yaml::makeText(bytes(text));
}

ValuePtr boolean(bool value)
{
    return plain(Value::Type::Boolean, value ? u"true"_s : u"false"_s);
}

QString shown(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

std::string bytes(const QString &text)
{
    return text.toStdString();
}

} // namespace slipway::inspector
