#include "log_view/row_map.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::log_view {

using base::Status;

namespace {

constexpr size_t deepest = 16;

} // namespace

bool RowMap::hasHead(int section) const
{
    return m_sections.size() > 1 || !m_sections.at(section).step.name.isEmpty();
}

QString RowMap::key(int section) const
{
    const logs::Section &own = m_sections.at(section);
    return u"%1\n%2\n%3"_s.arg(own.job, QString::number(own.step.number), own.step.name);
}

bool RowMap::defaultFold(int section) const
{
    const Status status = m_sections.at(section).step.status;
    return m_sections.size() > 1 && status == Status::Success;
}

void RowMap::setSections(const QList<logs::Section> &sections)
{
    m_sections = sections;
    m_begins.clear();
    m_groups.clear();
    m_closers.clear();
    m_rows = 0;
    for (int section = 0; section < static_cast<int>(sections.size()); ++section) {
        m_begins.push_back(m_rows);
        m_rows += sections.at(section).lineCount() + (hasHead(section) ? 1 : 0);
        findGroups(section);
    }
    std::ranges::stable_sort(m_groups, {}, [](const Group &group) { return std::pair(group.section, group.first); });
    hide();
}

void RowMap::findGroups(int section)
{
    const logs::Section &own = m_sections.at(section);
    const auto &marks = own.file->index().marks();
    std::vector<Group> open;
    const auto close = [&](int last) {
        open.back().last = last;
        if (open.size() > 1 && open.back().hasProblem)
            open[open.size() - 2].hasProblem = true;
        m_groups.push_back(open.back());
        open.pop_back();
    };
    auto mark = std::ranges::lower_bound(marks, static_cast<quint32>(own.first), {}, &logs::Mark::line);
    for (; mark != marks.end() && static_cast<int>(mark->line) < own.last; ++mark) {
        const int line = static_cast<int>(mark->line) - own.first;
        if (mark->kind == logs::LineKind::Group && open.size() < deepest) {
            open.push_back({section, line, line, static_cast<int>(open.size()), false});
        } else if (mark->kind == logs::LineKind::EndGroup) {
            m_closers.push_back({section, line});
            if (!open.empty())
                close(line);
        } else if (mark->kind == logs::LineKind::Error && !open.empty()) {
            open.back().hasProblem = true;
        }
    }
    while (!open.empty()) {
        open.back().isOpen = true;
        close(own.lineCount() - 1);
    }
}

int RowMap::fullOf(Row row) const
{
    return m_begins[static_cast<size_t>(row.section)] + row.line + (hasHead(row.section) ? 1 : 0);
}

Row RowMap::rowOf(int full) const
{
    const auto next = std::ranges::upper_bound(m_begins, full);
    const int section = static_cast<int>(next - m_begins.begin()) - 1;
    return {section, full - m_begins[static_cast<size_t>(section)] - (hasHead(section) ? 1 : 0)};
}

void RowMap::hideRange(int first, int last)
{
    if (last < first)
        return;
    if (!m_hidden.empty() && first <= m_hidden.back().last + 1) {
        m_hidden.back().last = std::max(m_hidden.back().last, last);
        return;
    }
    m_hidden.push_back({first, last, 0});
}

void RowMap::hide()
{
    m_hidden.clear();
    std::vector<std::pair<int, int>> ranges;
    for (int section = 0; section < static_cast<int>(m_sections.size()); ++section) {
        if (isFolded({section, -1}))
            ranges.emplace_back(fullOf({section, 0}), fullOf({section, m_sections.at(section).lineCount() - 1}));
    }
    for (const Group &group : m_groups) {
        if (isFolded({group.section, group.first}))
            ranges.emplace_back(fullOf({group.section, group.first + 1}), fullOf({group.section, group.last}));
    }
    for (const Row &closer : m_closers)
        ranges.emplace_back(fullOf(closer), fullOf(closer));
    std::ranges::sort(ranges);
    for (const auto &[first, last] : ranges)
        hideRange(first, last);
    int hidden = 0;
    for (Hidden &range : m_hidden) {
        range.before = hidden;
        hidden += range.last - range.first + 1;
    }
    m_visible = m_rows - hidden;
}

Row RowMap::at(int visible) const
{
    // The ranges that begin at or before the row's place among all rows.
    const auto next = std::ranges::partition_point(
        m_hidden, [visible](const Hidden &range) { return range.first - range.before <= visible; });
    int full = visible;
    if (next != m_hidden.begin()) {
        const Hidden &last = *(next - 1);
        full += last.before + last.last - last.first + 1;
    }
    return rowOf(full);
}

int RowMap::visibleOf(Row row) const
{
    const int full = fullOf(row);
    const auto next = std::ranges::upper_bound(m_hidden, full, {}, &Hidden::first);
    if (next == m_hidden.begin())
        return full;
    const Hidden &last = *(next - 1);
    if (full <= last.last)
        return std::max(0, last.first - last.before - 1);
    return full - last.before - (last.last - last.first + 1);
}

bool RowMap::isVisible(Row row) const
{
    const int visible = visibleOf(row);
    return visible < m_visible && at(visible) == row;
}

const RowMap::Group *RowMap::group(Row row) const
{
    const auto found = std::ranges::lower_bound(m_groups, std::pair(row.section, row.line), {}, [](const Group &group) {
        return std::pair(group.section, group.first);
    });
    return found != m_groups.end() && found->section == row.section && found->first == row.line ? &*found : nullptr;
}

int RowMap::depth(Row row) const
{
    auto next = std::ranges::upper_bound(m_groups, std::pair(row.section, row.line), {},
                                         [](const Group &group) { return std::pair(group.section, group.first); });
    constexpr int nearby = 64;
    for (int tries = 0; next != m_groups.begin() && tries < nearby; ++tries) {
        --next;
        if (next->section != row.section)
            break;
        if (row.line > next->first && row.line <= next->last)
            return next->depth + 1;
    }
    return 0;
}

bool RowMap::isFoldable(Row row) const
{
    return row.section >= 0 && (row.isHead() ? hasHead(row.section) : group(row) != nullptr);
}

bool RowMap::isFolded(Row row) const
{
    if (row.isHead() && !hasHead(row.section))
        return false;
    const auto choice = m_choices.constFind({key(row.section), row.line});
    if (choice != m_choices.cend())
        return *choice;
    if (row.isHead())
        return defaultFold(row.section);
    const Group *own = group(row);
    return own && !own->hasProblem && !own->isOpen;
}

void RowMap::setFolded(Row row, bool isFolded)
{
    if (!isFoldable(row))
        return;
    m_choices.insert({key(row.section), row.line}, isFolded);
    hide();
}

void RowMap::setAllFolded(bool isFolded)
{
    for (int section = 0; section < static_cast<int>(m_sections.size()); ++section) {
        if (hasHead(section))
            m_choices.insert({key(section), -1}, isFolded);
    }
    for (const Group &group : m_groups)
        m_choices.insert({key(group.section), group.first}, isFolded);
    hide();
}

bool RowMap::reveal(Row row)
{
    bool wasHidden = false;
    const auto unfold = [&](Row head) {
        if (!isFolded(head))
            return;
        m_choices.insert({key(head.section), head.line}, false);
        wasHidden = true;
    };
    if (!row.isHead())
        unfold({row.section, -1});
    for (const Group &group : m_groups) {
        if (group.section == row.section && group.first < row.line && row.line <= group.last)
            unfold({group.section, group.first});
    }
    if (wasHidden)
        hide();
    return wasHidden;
}

} // namespace slipway::log_view
