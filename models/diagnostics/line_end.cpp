#include "diagnostics/line_end.h"

#include <algorithm>

namespace slipway::diagnostics {

std::string_view lineEndOf(const yaml::Tree &tree)
{
    constexpr int mostLines = 200;
    // The last line may have no end.
    const int lines = std::min(tree.lineCount() - 1, mostLines);
    int withReturn = 0;
    for (int line = 0; line < lines; ++line) {
        const quint32 end = tree.lineEnd(line);
        if (end < tree.text().size() && tree.text()[end] == '\r')
            ++withReturn;
    }
    return withReturn > lines - withReturn ? "\r\n" : "\n";
}

} // namespace slipway::diagnostics
