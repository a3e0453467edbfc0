#include "workflow/settings.h"

#include "workflow/reading.h"

#include <algorithm>

namespace slipway::workflow {

namespace {

constexpr Slot<Concurrency> concurrencySlots[] = {
    slot<&Concurrency::group>("group"),
    slot<&Concurrency::cancelInProgress>("cancel-in-progress"),
    slot<&Concurrency::queue>("queue"),
};

constexpr Slot<Defaults> runSlots[] = {
    slot<&Defaults::shell>("shell"),
    slot<&Defaults::workingDirectory>("working-directory"),
};

constexpr Slot<Defaults> defaultsSlots[] = {
    {"run",
     [](Defaults &defaults, Field field) {
         defaults.run = field;
         readMapping(field.value, defaults, runSlots);
     }},
};

constexpr Slot<Environment> environmentSlots[] = {
    slot<&Environment::name>("name"),
    slot<&Environment::url>("url"),
    slot<&Environment::deployment>("deployment"),
};

constexpr Slot<RunsOn> runsOnSlots[] = {
    slot<&RunsOn::group>("group"),
    slot<&RunsOn::labels>("labels"),
};

constexpr Slot<Credentials> credentialsSlots[] = {
    slot<&Credentials::username>("username"),
    slot<&Credentials::password>("password"),
};

constexpr Slot<Container> containerSlots[] = {
    slot<&Container::image>("image"),
    slot<&Container::credentials>("credentials"),
    slot<&Container::env>("env"),
    slot<&Container::ports>("ports"),
    slot<&Container::volumes>("volumes"),
    slot<&Container::options>("options"),
    slot<&Container::entrypoint>("entrypoint"),
    slot<&Container::command>("command"),
};

constexpr Slot<Snapshot> snapshotSlots[] = {
    slot<&Snapshot::imageName>("image-name"),
    slot<&Snapshot::condition>("if"),
    slot<&Snapshot::version>("version"),
};

constexpr Slot<Strategy> strategySlots[] = {
    slot<&Strategy::failFast>("fail-fast"),
    slot<&Strategy::maxParallel>("max-parallel"),
    slot<&Strategy::matrix>("matrix"),
};

bool holdsDynamic(const Field &field)
{
    bool isDynamic = field.isDynamic();
    for (const yaml::Node item : yaml::items(field.value))
        isDynamic = isDynamic || item.text().find("${{") != std::string_view::npos;
    return isDynamic;
}

} // namespace

const MatrixRow *Matrix::row(std::string_view name) const
{
    const auto found =
        std::ranges::find_if(rows, [name](const MatrixRow &row) { return equalsAnyCase(row.name(), name); });
    return found == rows.end() ? nullptr : &*found;
}

bool Matrix::isDynamic() const
{
    return field.isDynamic() || holdsDynamic(include) || holdsDynamic(exclude)
        || std::ranges::any_of(rows, &MatrixRow::isDynamic);
}

void readInto(Permissions &out, Field field)
{
    out.field = field;
    for (const auto [key, value] : yaml::entries(field.value))
        out.scopes.push_back({key, value});
}

void readInto(Concurrency &out, Field field)
{
    out.field = field;
    if (field.isScalar())
        out.group = field;
    readMapping(field.value, out, concurrencySlots);
}

void readInto(Defaults &out, Field field)
{
    out.field = field;
    readMapping(field.value, out, defaultsSlots);
}

void readInto(Environment &out, Field field)
{
    out.field = field;
    if (field.isScalar())
        out.name = field;
    readMapping(field.value, out, environmentSlots);
}

void readInto(RunsOn &out, Field field)
{
    out.field = field;
    if (field.value.isMapping())
        readMapping(field.value, out, runsOnSlots);
    else
        readInto(out.labels, field);
}

void readInto(Credentials &out, Field field)
{
    out.field = field;
    readMapping(field.value, out, credentialsSlots);
}

void readInto(Container &out, Field field)
{
    out.field = field;
    if (field.isScalar())
        out.image = field;
    readMapping(field.value, out, containerSlots);
}

void readInto(Snapshot &out, Field field)
{
    out.field = field;
    if (field.isScalar())
        out.imageName = field;
    readMapping(field.value, out, snapshotSlots);
}

void readInto(Matrix &out, Field field)
{
    out.field = field;
    for (const auto [key, value] : yaml::entries(field.value)) {
        const std::string_view name = key.text();
        Field *special = name == "include" ? &out.include : name == "exclude" ? &out.exclude : nullptr;
        if (special) {
            if (!*special)
                *special = {key, value};
            continue;
        }
        MatrixRow &row = out.rows.emplace_back();
        row.field = {key, value};
        for (const yaml::Node item : yaml::items(value))
            row.values.push_back(item);
    }
}

void readInto(Strategy &out, Field field)
{
    out.field = field;
    readMapping(field.value, out, strategySlots);
}

} // namespace slipway::workflow
