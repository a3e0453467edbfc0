#pragma once

#include "workflow/job.h"
#include "workflow/mapping_reader.h"
#include "workflow/trigger.h"
#include "yaml/tree.h"

/// How each part of a workflow is read from its entry.
namespace slipway::workflow {

void readInto(std::vector<Input> &out, Field field);
void readInto(std::vector<Output> &out, Field field);
void readInto(Triggers &out, Field field);
void readInto(Permissions &out, Field field);
void readInto(Concurrency &out, Field field);
void readInto(Defaults &out, Field field);
void readInto(Environment &out, Field field);
void readInto(RunsOn &out, Field field);
void readInto(Credentials &out, Field field);
void readInto(Container &out, Field field);
void readInto(Snapshot &out, Field field);
void readInto(Strategy &out, Field field);
void readInto(Matrix &out, Field field);
void readInto(std::vector<Step> &out, Field field);
void readInto(Job &out, Field field);

/// Whether following the tree's aliases ends, and soon.
bool isExpandable(const yaml::Tree &tree);

/// A mapping whose keys are names and whose values are mappings with known keys.
template<typename Named, std::size_t count>
void readNamed(std::vector<Named> &out, Field field, const Slot<Named> (&table)[count])
{
    for (const auto [key, value] : yaml::entries(field.value)) {
        Named &named = out.emplace_back();
        named.field = {key, value};
        readMapping(value, named, table);
    }
}

/// The first with this name, whatever its letters' case; null when there is none.
template<typename Named>
const Named *findNamed(const std::vector<Named> &all, std::string_view name)
{
    for (const Named &one : all) {
        if (equalsAnyCase(one.name(), name))
            return &one;
    }
    return nullptr;
}

} // namespace slipway::workflow
