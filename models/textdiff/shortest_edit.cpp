#include "textdiff/shortest_edit.h"

#include <algorithm>

namespace slipway::textdiff {

namespace {

/// Where the search of one part gives up looking for the best split and takes the farthest.
constexpr int mostSteps = 600;

struct Part {
    int beforeBegin = 0;
    int beforeEnd = 0;
    int afterBegin = 0;
    int afterEnd = 0;

    int width() const { return beforeEnd - beforeBegin; }
    int height() const { return afterEnd - afterBegin; }
    bool holds(int x, int y) const { return x >= 0 && y >= 0 && x <= width() && y <= height(); }
};

/// A point on a shortest path.
struct Split {
    int before = 0;
    int after = 0;
};

class Search
{
public:
    Search(Tokens before, Tokens after)
        : m_before(before)
        , m_after(after)
        , m_removed(before.size())
        , m_added(after.size())
        , m_forward(2 * size_t(mostSteps) + 3)
        , m_backward(2 * size_t(mostSteps) + 3)
    { }

    std::vector<Hunk> run()
    {
        std::vector<Part> open{{0, int(m_before.size()), 0, int(m_after.size())}};
        while (!open.empty()) {
            const Part part = trimmed(open.back());
            open.pop_back();
            if (part.beforeBegin == part.beforeEnd || part.afterBegin == part.afterEnd) {
                mark(part);
                continue;
            }
            const Split at = split(part);
            open.push_back({part.beforeBegin, at.before, part.afterBegin, at.after});
            open.push_back({at.before, part.beforeEnd, at.after, part.afterEnd});
        }
        return hunks();
    }

private:
    bool isSame(int before, int after) const { return m_before[size_t(before)] == m_after[size_t(after)]; }

    Part trimmed(Part part) const
    {
        const auto isOpen = [&part] { return part.beforeBegin < part.beforeEnd && part.afterBegin < part.afterEnd; };
        while (isOpen() && isSame(part.beforeBegin, part.afterBegin)) {
            ++part.beforeBegin;
            ++part.afterBegin;
        }
        while (isOpen() && isSame(part.beforeEnd - 1, part.afterEnd - 1)) {
            --part.beforeEnd;
            --part.afterEnd;
        }
        return part;
    }

    void mark(const Part &part)
    {
        std::fill(m_removed.begin() + part.beforeBegin, m_removed.begin() + part.beforeEnd, true);
        std::fill(m_added.begin() + part.afterBegin, m_added.begin() + part.afterEnd, true);
    }

    int &forward(int diagonal) { return m_forward[size_t(diagonal + mostSteps + 1)]; }
    int &backward(int diagonal) { return m_backward[size_t(diagonal + mostSteps + 1)]; }

    /// How far `count` steps from the begin lead on a diagonal: tokens of `before` that are passed.
    static int reached(std::vector<int> &reach, int diagonal, int count)
    {
        const auto at = size_t(diagonal + mostSteps + 1);
        if (count == 0)
            return 0;
        return reach[at - 1] < reach[at + 1] ? reach[at + 1] : reach[at - 1] + 1;
    }

    int stepForward(const Part &part, int diagonal, int count)
    {
        int x = reached(m_forward, diagonal, count);
        while (isInside(part, x, x - diagonal) && isSame(part.beforeBegin + x, part.afterBegin + x - diagonal))
            ++x;
        return forward(diagonal) = x;
    }

    /// The same from the end, with both texts read backwards.
    int stepBackward(const Part &part, int diagonal, int count)
    {
        int x = reached(m_backward, diagonal, count);
        while (isInside(part, x, x - diagonal) && isSame(part.beforeEnd - 1 - x, part.afterEnd - 1 - x + diagonal))
            ++x;
        return backward(diagonal) = x;
    }

    static bool isInside(const Part &part, int x, int y) { return x < part.width() && y < part.height(); }

    /// Diagonals beyond the texts' sizes lead nowhere.
    static int lowest(int count, int height) { return count <= height ? -count : -height + (count - height) % 2; }
    static int highest(int count, int width) { return count <= width ? count : width - (count - width) % 2; }
    static bool isWithin(const Part &part, int diagonal, int count)
    {
        return lowest(count, part.height()) <= diagonal && diagonal <= highest(count, part.width());
    }

    /// What lies beside the diagonals of `count` steps is not reached yet.
    void widen(const Part &part, int count)
    {
        if (count <= part.height())
            forward(-count - 1) = backward(-count - 1) = -1;
        if (count <= part.width())
            forward(count + 1) = backward(count + 1) = -1;
    }

    /// Where the paths from both ends meet. Neither side is empty, and their first and last tokens differ.
    Split split(const Part &part)
    {
        const int delta = part.width() - part.height();
        const bool isOdd = delta % 2 != 0;
        for (int count = 0; count <= mostSteps; ++count) {
            widen(part, count);
            const int low = lowest(count, part.height());
            const int high = highest(count, part.width());
            for (int diagonal = low; diagonal <= high; diagonal += 2) {
                const int x = stepForward(part, diagonal, count);
                const bool isKnown = isOdd && isWithin(part, delta - diagonal, count - 1);
                if (isKnown && x + backward(delta - diagonal) >= part.width() && part.holds(x, x - diagonal))
                    return {part.beforeBegin + x, part.afterBegin + x - diagonal};
            }
            for (int diagonal = low; diagonal <= high; diagonal += 2) {
                const int x = stepBackward(part, diagonal, count);
                const bool isKnown = !isOdd && isWithin(part, delta - diagonal, count);
                if (isKnown && x + forward(delta - diagonal) >= part.width() && part.holds(x, x - diagonal))
                    return {part.beforeEnd - x, part.afterEnd - x + diagonal};
            }
        }
        return farthest(part);
    }

    Split farthest(const Part &part)
    {
        Split best{part.beforeBegin + part.width() / 2, part.afterBegin + part.height() / 2};
        int most = 0;
        const int high = highest(mostSteps, part.width());
        for (int diagonal = lowest(mostSteps, part.height()); diagonal <= high; diagonal += 2) {
            const int x = forward(diagonal);
            const int passed = 2 * x - diagonal;
            if (part.holds(x, x - diagonal) && passed > most && passed < part.width() + part.height()) {
                most = passed;
                best = {part.beforeBegin + x, part.afterBegin + x - diagonal};
            }
        }
        return best;
    }

    std::vector<Hunk> hunks() const
    {
        std::vector<Hunk> found;
        const int rows = int(m_before.size());
        const int columns = int(m_after.size());
        for (int row = 0, column = 0; row < rows || column < columns;) {
            Hunk hunk{{row, row}, {column, column}};
            while (row < rows && m_removed[size_t(row)])
                hunk.before.end = ++row;
            while (column < columns && m_added[size_t(column)])
                hunk.after.end = ++column;
            if (!hunk.before.isEmpty() || !hunk.after.isEmpty()) {
                found.push_back(hunk);
                continue;
            }
            ++row;
            ++column;
        }
        return found;
    }

    Tokens m_before;
    Tokens m_after;
    std::vector<bool> m_removed;
    std::vector<bool> m_added;
    std::vector<int> m_forward;
    std::vector<int> m_backward;
};

} // namespace

std::vector<Hunk> shortestEdit(Tokens before, Tokens after)
{
    return Search(before, after).run();
}

} // namespace slipway::textdiff
