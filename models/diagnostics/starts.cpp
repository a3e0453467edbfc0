#include "diagnostics/starts.h"

#include "diagnostics/payload.h"
#include "expressions/letters.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace slipway::diagnostics {

namespace {

using expressions::Ast;
using expressions::NodeId;
using expressions::sameName;
using ExpressionKind = expressions::Kind;
using Answer = Estimate::Answer;

Answer negated(Answer answer)
{
    return answer == Answer::Unknown ? answer : answer == Answer::Yes ? Answer::No : Answer::Yes;
}

class Estimator
{
public:
    Estimator(const Ast &ast, const Start &start)
        : m_ast(ast)
        , m_start(start)
    { }

    Estimate value(NodeId id) const;

private:
    Estimate reference(NodeId id) const;
    Estimate call(NodeId id) const;
    Estimate junction(NodeId id, Answer decisive) const;
    Answer isInList(NodeId list, const Estimate &wanted) const;

    const Ast &m_ast;
    const Start &m_start;
};

Estimate Estimator::value(NodeId id) const
{
    const expressions::Node &node = m_ast[id];
    switch (node.kind) {
    case ExpressionKind::Null: return Estimate::null();
    case ExpressionKind::Boolean: return Estimate::boolean(node.number != 0);
    case ExpressionKind::Number: return Estimate::numeric(node.number);
    case ExpressionKind::String: return Estimate::of(m_ast.string(id));
    case ExpressionKind::Property:
    case ExpressionKind::Index: return reference(id);
    case ExpressionKind::Call: return call(id);
    case ExpressionKind::Not: return Estimate::from(negated(value(node.first).isTrue()));
    case ExpressionKind::Equal: return Estimate::from(areEqual(value(node.first), value(m_ast.child(id, 1))));
    case ExpressionKind::NotEqual:
        return Estimate::from(negated(areEqual(value(node.first), value(m_ast.child(id, 1)))));
    case ExpressionKind::And: return junction(id, Answer::No);
    case ExpressionKind::Or: return junction(id, Answer::Yes);
    default: return {};
    }
}

/// The first operand that is `decisive` is the value of `&&` or `||`, else the last one.
Estimate Estimator::junction(NodeId id, Answer decisive) const
{
    bool isCertain = true;
    Estimate last;
    for (NodeId child = m_ast[id].first; child != expressions::noNode; child = m_ast[child].next) {
        last = value(child);
        const Answer answer = last.isTrue();
        if (answer == decisive && isCertain)
            return last;
        if (answer == decisive) {
            Estimate result;
            result.kind = decisive == Answer::No ? Estimate::Kind::Falsy : Estimate::Kind::Truthy;
            return result;
        }
        isCertain = isCertain && answer != Answer::Unknown;
    }
    return isCertain ? last : Estimate();
}

Estimate Estimator::reference(NodeId id) const
{
    std::vector<std::string_view> path;
    while (m_ast[id].kind == ExpressionKind::Property || m_ast[id].kind == ExpressionKind::Index) {
        if (m_ast[id].kind == ExpressionKind::Property) {
            path.push_back(m_ast.name(id));
        } else {
            const NodeId inside = m_ast.child(id, 1);
            if (inside == expressions::noNode || m_ast[inside].kind != ExpressionKind::String)
                return {};
            path.push_back(m_ast.quoted(inside));
        }
        id = m_ast[id].first;
    }
    if (m_ast[id].kind != ExpressionKind::Context || !sameName(m_ast.name(id), "github"))
        return {};
    std::ranges::reverse(path);
    return gitHubValue(path, m_start);
}

Estimate Estimator::call(NodeId id) const
{
    const std::string_view name = m_ast.name(id);
    if (sameName(name, "always"))
        return Estimate::boolean(true);
    if (m_ast[id].count != 2)
        return {};
    const NodeId first = m_ast[id].first;
    const Estimate second = value(m_ast.child(id, 1));
    if (sameName(name, "startsWith"))
        return Estimate::from(doesBegin(value(first), second));
    if (!sameName(name, "contains"))
        return {};
    if (m_ast[first].kind == ExpressionKind::Call && sameName(m_ast.name(first), "fromJSON"))
        return Estimate::from(isInList(first, second));
    return Estimate::from(doesContain(value(first), second));
}

/// For `fromJSON('["push", "schedule"]')`.
Answer Estimator::isInList(NodeId list, const Estimate &wanted) const
{
    const NodeId text = m_ast[list].first;
    if (text == expressions::noNode || m_ast[text].kind != ExpressionKind::String)
        return Answer::Unknown;
    const QJsonDocument json = QJsonDocument::fromJson(QByteArray::fromStdString(m_ast.string(text)));
    if (!json.isArray())
        return Answer::Unknown;
    Answer found = Answer::No;
    for (const QJsonValue &item : json.array()) {
        const Answer isSame =
            item.isString() ? areEqual(wanted, Estimate::of(item.toString().toStdString())) : Answer::Unknown;
        if (isSame == Answer::Yes)
            return isSame;
        if (isSame == Answer::Unknown)
            found = isSame;
    }
    return found;
}

/// Few enough, besides, to ask each condition of each.
bool hasKnownTimes(const workflow::Trigger &trigger)
{
    constexpr std::size_t mostTimes = 32;
    return !trigger.schedules.empty() && trigger.schedules.size() <= mostTimes
        && std::ranges::all_of(trigger.schedules, [](const workflow::Schedule &schedule) {
               return schedule.cron.isScalar() && !schedule.cron.isDynamic();
           });
}

} // namespace

std::vector<Start> startsOf(const workflow::Workflow &workflow)
{
    // Source: GitHub's documentation of events that trigger workflows.
    static constexpr std::array<std::string_view, 3> pullRequestTypes{"opened", "synchronize", "reopened"};
    std::vector<Start> starts;
    for (const workflow::Trigger &trigger : workflow.on.events) {
        if (trigger.text() == "schedule" && hasKnownTimes(trigger)) {
            for (const workflow::Schedule &schedule : trigger.schedules)
                starts.push_back({&trigger, schedule.cron.text()});
            continue;
        }
        const bool hasDefaults = trigger.text() == "pull_request" || trigger.text() == "pull_request_target";
        if (trigger.types.isDynamic() || (trigger.types.isEmpty() && !hasDefaults)) {
            starts.push_back({&trigger, {}});
        } else if (trigger.types.isEmpty()) {
            for (const std::string_view type : pullRequestTypes)
                starts.push_back({&trigger, type});
        }
        for (const yaml::Node type : trigger.types.items)
            starts.push_back({&trigger, type.text()});
    }
    return starts;
}

bool isNeverTrue(const expressions::Ast &condition, const Start &start)
{
    return condition.root() != expressions::noNode
        && Estimator(condition, start).value(condition.root()).isTrue() == Answer::No;
}

} // namespace slipway::diagnostics
