#include "workflow/field.h"

#include "expressions/templates.h"
#include "workflow/mapping_reader.h"

#include <algorithm>

namespace slipway::workflow {

namespace {

char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? char(letter - 'A' + 'a') : letter;
}

} // namespace

bool isOneExpression(std::string_view text)
{
    return expressions::soleTemplate(text).has_value();
}

bool equalsAnyCase(std::string_view one, std::string_view other)
{
    return std::ranges::equal(one, other, {}, lower, lower);
}

bool List::contains(std::string_view text) const
{
    return std::ranges::any_of(items, [text](yaml::Node item) { return item.text() == text; });
}

Field Map::find(std::string_view name) const
{
    const auto found = std::ranges::find(entries, name, &Field::name);
    return found == entries.end() ? Field() : *found;
}

Field Map::findAnyCase(std::string_view name) const
{
    const auto found =
        std::ranges::find_if(entries, [name](const Field &entry) { return equalsAnyCase(entry.name(), name); });
    return found == entries.end() ? Field() : *found;
}

void readInto(Field &out, Field field)
{
    out = field;
}

void readInto(List &out, Field field)
{
    out.field = field;
    if (field.isScalar() && !field.isNull())
        out.items.push_back(field.value);
    for (const yaml::Node item : yaml::items(field.value)) {
        if (item.isScalar())
            out.items.push_back(item);
    }
}

void readInto(Map &out, Field field)
{
    out.field = field;
    for (const auto [key, value] : yaml::entries(field.value))
        out.entries.push_back({key, value});
}

} // namespace slipway::workflow
