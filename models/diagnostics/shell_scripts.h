#pragma once

#include "workflow/document.h"

#include <string>
#include <string_view>
#include <vector>

namespace slipway::diagnostics {

/// A `run` script in bash or another shell of its family, ready for shellcheck.
struct ShellScript {
    /// Lives as long as the document.
    const workflow::Job *job = nullptr;
    const workflow::Step *step = nullptr;
    /// The line that stands before the script: it names the shell and the options it is started with.
    std::string shebang;
    /// The script with every `${{ }}` masked by as many underscores.
    std::string masked;
    /// Byte offsets in `masked` at which the lines begin.
    std::vector<std::size_t> lineBegins;

    /// Byte offset of a line and a column in code points, both from 1; kept within the script.
    std::size_t offset(int line, int column) const;
    /// Whether some `${{ }}` was on this line.
    bool isMasked(int line) const;
};

/// All of them. Left out: other shells, those that an expression names, and jobs on Windows that name none.
/// Facts: GitHub's workflow syntax reference, `jobs.<job_id>.steps[*].shell`.
std::vector<ShellScript> shellScripts(const workflow::Document &document);

} // namespace slipway::diagnostics
