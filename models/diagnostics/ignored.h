#pragma once

#include "diagnostics/rule.h"

#include <string>
#include <unordered_map>
#include <unordered_set>

namespace slipway::diagnostics {

/// What the file's own comments silence: `# slipway: ignore RULE, RULE` and `# slipway: ignore-file RULE`.
class Ignored
{
public:
    explicit Ignored(const yaml::Tree &tree);

    bool covers(const Finding &finding) const;

private:
    using Rules = std::unordered_set<std::string>;
    void read(std::string_view words, Rules &rules);
    int lineAfter(size_t comment) const;

    const yaml::Tree &m_tree;
    Rules m_inFile;
    std::unordered_map<int, Rules> m_onLine;
};

} // namespace slipway::diagnostics
