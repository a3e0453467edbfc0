#include "workflow/site_places.h"

#include <string>
#include <vector>

namespace slipway::workflow {

namespace {

/// Facts: GitHub's table of context availability, and the workflow syntax reference for keys that it does not name. A
/// name in angle brackets stands for any key; all below the last name of a path is of that path.
constexpr std::string_view paths[] = {
    "name",
    "run-name",
    "description",
    "on",
    "on.workflow_call",
    "on.workflow_call.inputs.<inputs_id>.default",
    "on.workflow_call.outputs.<output_id>.value",
    "permissions",
    "env",
    "defaults.run",
    "concurrency",
    "jobs.<job_id>.name",
    "jobs.<job_id>.needs",
    "jobs.<job_id>.if",
    "jobs.<job_id>.permissions",
    "jobs.<job_id>.runs-on",
    "jobs.<job_id>.environment",
    "jobs.<job_id>.environment.url",
    "jobs.<job_id>.concurrency",
    "jobs.<job_id>.outputs.<output_id>",
    "jobs.<job_id>.env",
    "jobs.<job_id>.defaults.run",
    "jobs.<job_id>.timeout-minutes",
    "jobs.<job_id>.cancel-timeout-minutes",
    "jobs.<job_id>.continue-on-error",
    "jobs.<job_id>.strategy",
    "jobs.<job_id>.container",
    "jobs.<job_id>.container.image",
    "jobs.<job_id>.container.credentials",
    "jobs.<job_id>.container.env.<env_id>",
    "jobs.<job_id>.services",
    "jobs.<job_id>.services.<service_id>.credentials",
    "jobs.<job_id>.services.<service_id>.env.<env_id>",
    "jobs.<job_id>.snapshot",
    "jobs.<job_id>.snapshot.if",
    "jobs.<job_id>.uses",
    "jobs.<job_id>.with.<with_id>",
    "jobs.<job_id>.secrets.<secrets_id>",
    "jobs.<job_id>.steps.id",
    "jobs.<job_id>.steps.name",
    "jobs.<job_id>.steps.if",
    "jobs.<job_id>.steps.uses",
    "jobs.<job_id>.steps.with",
    "jobs.<job_id>.steps.run",
    "jobs.<job_id>.steps.shell",
    "jobs.<job_id>.steps.working-directory",
    "jobs.<job_id>.steps.env",
    "jobs.<job_id>.steps.continue-on-error",
    "jobs.<job_id>.steps.timeout-minutes",
    "jobs.<job_id>.steps.background",
    "jobs.<job_id>.steps.wait",
    "jobs.<job_id>.steps.wait-all",
    "jobs.<job_id>.steps.cancel",
};

constexpr std::string_view stepsPath = "jobs.<job_id>.steps";

struct Row {
    std::string_view path;
    struct Child {
        std::string_view key;
        quint16 row = 0;
    };
    std::vector<Child> children;
    /// The row for any key; 0 when there is none.
    quint16 any = 0;
};

class Table
{
public:
    Table()
    {
        m_rows.emplace_back();
        for (const std::string_view path : paths)
            add(path);
        for (quint16 at = 0; at < m_rows.size(); ++at) {
            if (m_rows[at].path == stepsPath)
                m_rows[at].children.push_back({"parallel", at});
        }
    }

    const Row &operator[](quint16 row) const { return m_rows[row]; }

    quint16 below(quint16 row, std::string_view key) const
    {
        for (const Row::Child &child : m_rows[row].children) {
            if (child.key == key)
                return child.row;
        }
        return m_rows[row].any ? m_rows[row].any : row;
    }

private:
    void add(std::string_view path)
    {
        quint16 row = 0;
        for (std::size_t end = 0; end < path.size(); ++end) {
            const std::size_t begin = end;
            end = std::min(path.find('.', begin), path.size());
            row = child(row, path.substr(begin, end - begin), path.substr(0, end));
        }
    }

    quint16 child(quint16 parent, std::string_view key, std::string_view path)
    {
        const bool isAny = key.starts_with('<');
        const quint16 known = isAny ? m_rows[parent].any : below(parent, key);
        if (known != 0 && known != parent)
            return known;
        const auto row = quint16(m_rows.size());
        m_rows.push_back({.path = path, .children = {}, .any = 0});
        if (isAny)
            m_rows[parent].any = row;
        else
            m_rows[parent].children.push_back({key, row});
        return row;
    }

    std::vector<Row> m_rows;
};

const Table &table()
{
    static const Table all;
    return all;
}

} // namespace

SitePlace SitePlace::below(std::string_view key) const
{
    return SitePlace(table().below(m_row, key));
}

std::string_view SitePlace::path() const
{
    return table()[m_row].path;
}

} // namespace slipway::workflow
