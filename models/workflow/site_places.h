#pragma once

#include <QtTypes>

#include <string_view>

namespace slipway::workflow {

/// The kinds of places of a workflow, as a tree of keys. A small value.
class SitePlace
{
public:
    /// The workflow itself.
    SitePlace() = default;

    /// The place of the value below `key`. Below a key that nobody knows it stays where it is.
    SitePlace below(std::string_view key) const;
    /// As in "jobs.<job_id>.steps.run".
    std::string_view path() const;
    bool operator==(const SitePlace &) const = default;

private:
    explicit SitePlace(quint16 row)
        : m_row(row)
    { }
    quint16 m_row = 0;
};

} // namespace slipway::workflow
