#pragma once

#include "workflow/field.h"

#include <cstddef>

/// How a mapping with known keys becomes a struct: a table of keys and members.
namespace slipway::workflow {

void readInto(Field &out, Field field);
void readInto(List &out, Field field);
void readInto(Map &out, Field field);

/// One known key of a mapping, and where its value goes.
template<typename Target>
struct Slot {
    std::string_view key;
    void (*read)(Target &target, Field field);
};

template<typename Member>
struct ClassOf;
template<typename Class, typename Type>
struct ClassOf<Type Class::*> {
    using type = Class;
};

/// Reads by the overload of `readInto` for the member's type.
template<auto member>
constexpr auto slot(std::string_view key)
{
    using Target = typename ClassOf<decltype(member)>::type;
    return Slot<Target>{key, [](Target &target, Field field) { readInto(target.*member, field); }};
}

/// Nothing when `node` is not a mapping. Of keys written twice the first counts.
template<typename Target, std::size_t count>
void readMapping(yaml::Node node, Target &target, const Slot<Target> (&table)[count])
{
    static_assert(count <= 64);
    quint64 seen = 0;
    for (const auto [key, value] : yaml::entries(node)) {
        const std::string_view name = key.text();
        for (std::size_t at = 0; at < count; ++at) {
            if (table[at].key != name)
                continue;
            if (!(seen >> at & 1))
                table[at].read(target, {key, value});
            seen |= quint64(1) << at;
            break;
        }
    }
}

} // namespace slipway::workflow
