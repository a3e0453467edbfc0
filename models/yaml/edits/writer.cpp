#include "yaml/edits/writer.h"

#include "yaml/edits/scalar_text.h"

#include <algorithm>

namespace slipway::yaml {

namespace {

using Strings = std::vector<std::string>;

std::string blanks(int count)
{
    return std::string(static_cast<size_t>(std::max(count, 0)), ' ');
}

void append(Strings &lines, Strings &&more)
{
    std::ranges::move(more, std::back_inserter(lines));
}

std::string bracketed(const Strings &parts, char open, char close, bool isPadded)
{
    std::string text(1, open);
    for (size_t i = 0; i < parts.size(); ++i)
        text += (i > 0 ? ", " : isPadded ? " " : "") + parts[i];
    if (isPadded && !parts.empty())
        text += ' ';
    return text + close;
}

} // namespace

bool hasSeveralLines(const Value &value)
{
    if (value.isText())
        return value.text.contains('\n');
    return std::ranges::any_of(value.members, [](const auto &member) { return hasSeveralLines(*member.value); });
}

const Habit *Writer::habit(std::string_view key) const
{
    const auto found = std::ranges::find(m_habits, key, &Habit::key);
    return found == m_habits.end() ? nullptr : &*found;
}

bool Writer::isWrittenInFlow(std::string_view key, const Value &list) const
{
    const bool isOfScalars =
        std::ranges::none_of(list.members, [](const auto &member) { return member.value->isCollection(); });
    if (!isOfScalars || hasSeveralLines(list))
        return false;
    const auto *found = habit(key);
    return found && found->list ? *found->list == Style::Flow : !m_style.prefersBlockLists();
}

std::string Writer::scalar(std::string_view key, const Value &value, bool inFlow, Style wanted) const
{
    if (!value.isText())
        return value.text;
    const auto *found = habit(key);
    return scalarText(value.text, found && found->isQuoted ? m_style.quotes() : wanted, m_style.quotes(), inFlow);
}

Written Writer::behindKey(std::string_view key, const Value &value, Where where) const
{
    if (value.type == Value::Type::List && !value.members.empty() && isWrittenInFlow(key, value))
        return {flow(value, flowStyle()), {}};
    return asBlock(key, value, where);
}

Written Writer::asBlock(std::string_view key, const Value &value, Where where) const
{
    if (value.isCollection() && value.members.empty())
        return {value.type == Value::Type::List ? "[]" : "{}", {}};
    if (value.type == Value::Type::Map) {
        const int step = m_style.mapStep(where.depth, where.step);
        return {{}, entries(value, {where.column + step, where.depth + 1, step})};
    }
    if (value.type == Value::Type::List) {
        const int step = m_style.listStep(where.depth, where.step);
        const auto *found = habit(key);
        return {{},
                items(value, {where.column + step, where.depth + 1, step > 0 ? step : where.step},
                      found ? found->blankLines : 0)};
    }
    if (hasSeveralLines(value)) {
        const int column = where.column + m_style.textStep(where.depth, where.step);
        if (auto text = literalText(value.text, column, where.column))
            return *text;
    }
    return {scalar(key, value, false, Style::Plain), {}};
}

Strings Writer::entry(std::string_view key, const Value &value, Where where) const
{
    auto written = behindKey(key, value, where);
    std::string first = blanks(where.column) + keyText(key, Style::Plain, m_style.quotes(), false) + ':';
    if (!written.beside.empty())
        first += ' ' + written.beside;
    Strings lines{std::move(first)};
    append(lines, std::move(written.below));
    return lines;
}

Strings Writer::entries(const Value &map, Where where) const
{
    Strings lines;
    for (const auto &member : map.members)
        append(lines, entry(member.key, *member.value, where));
    return lines;
}

Strings Writer::items(const Value &list, Where where, int blankLines) const
{
    Strings lines;
    const auto style = m_style.dash(where.depth - 1);
    for (const auto &member : list.members) {
        if (!lines.empty())
            lines.insert(lines.end(), static_cast<size_t>(blankLines), std::string());
        append(lines, item(*member.value, where, member.value->isCollection() ? style : DashStyle{}));
    }
    return lines;
}

Written Writer::behindDash(const Value &value, Where where, DashStyle dash, Style wanted) const
{
    if (!value.isCollection() || value.members.empty()) {
        if (value.type == Value::Type::Null)
            return {"null", {}};
        auto written = asBlock({}, value, where);
        if (written.below.empty() && value.isText())
            written.beside = scalar({}, value, false, wanted);
        return written;
    }
    const bool isList = value.type == Value::Type::List;
    if (isList && isWrittenInFlow({}, value))
        return {flow(value, flowStyle()), {}};
    const Where inside{where.column + dash.gap, where.depth + 1, where.step};
    auto lines = isList ? items(value, inside, 0) : entries(value, inside);
    if (dash.isAlone)
        return {{}, std::move(lines)};
    std::string first = lines.front().substr(static_cast<size_t>(inside.column));
    lines.erase(lines.begin());
    return {std::move(first), std::move(lines)};
}

Strings Writer::item(const Value &value, Where where, DashStyle dash, Style wanted) const
{
    auto written = behindDash(value, where, dash, wanted);
    std::string first = blanks(where.column) + '-';
    if (!written.beside.empty())
        first += blanks(dash.isAlone ? 1 : dash.gap - 1) + written.beside;
    Strings lines{std::move(first)};
    append(lines, std::move(written.below));
    return lines;
}

std::string Writer::flow(const Value &value, FlowStyle style, Style wanted) const
{
    if (value.type == Value::Type::Null)
        return "null";
    if (!value.isCollection())
        return scalar({}, value, true, wanted);
    Strings parts;
    for (const auto &member : value.members) {
        const bool isList = value.type == Value::Type::List;
        parts.push_back(isList ? flow(*member.value, style) : flowEntry(member.key, *member.value, style));
    }
    return value.type == Value::Type::List ? bracketed(parts, '[', ']', style.padsLists)
                                           : bracketed(parts, '{', '}', style.padsMaps);
}

std::string Writer::flowEntry(std::string_view key, const Value &value, FlowStyle style) const
{
    const auto name = keyText(key, Style::Plain, m_style.quotes(), true);
    if (value.type == Value::Type::Null)
        return name + ':';
    const auto *found = habit(key);
    return name + ": " + flow(value, style, found && found->isQuoted ? m_style.quotes() : Style::Plain);
}

} // namespace slipway::yaml
