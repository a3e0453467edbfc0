#include "code_editor/problems.h"

#include "code_editor/text_sync.h"
#include "theme/icons.h"
#include "widgets/plain_words.h"

#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

constexpr std::string_view ignoreWords = "# slipway: ignore ";

std::string lineEndOf(const yaml::Tree &tree)
{
    return tree.text().find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
}

/// Whether the patched text has its new `#` read as a comment, and is no more broken than before.
bool isCommentAfter(const workflow::Document &document, const yaml::Patch &patch)
{
    const workflow::Document after = document.edited({patch});
    const auto hash = static_cast<quint32>(patch.range.begin + patch.text.find('#'));
    const auto isIt = [&](const yaml::Comment &comment) { return comment.range.begin == hash; };
    return after.tree()->isBroken() == document.tree()->isBroken()
        && std::ranges::any_of(after.tree()->comments(), isIt);
}

/// Blanks that a line begins with.
std::string indentOf(std::string_view line)
{
    return std::string(line.substr(0, std::min(line.find_first_not_of(' '), line.size())));
}

} // namespace

yaml::Patches ignorePatches(const workflow::Document &document, const diagnostics::Finding &finding, bool inFile)
{
    const yaml::Tree &tree = *document.tree();
    const std::string end = lineEndOf(tree);
    const std::string rule(finding.rule);
    const int line = tree.lineOf(finding.range.begin);
    const quint32 begin = std::max(tree.lineBegin(line), tree.markSize());
    const yaml::Patch wholeFile{{tree.markSize(), tree.markSize()}, "# slipway: ignore-file " + rule + end};
    if (inFile)
        return {wholeFile};
    if (line > 0) {
        const auto above = tree.text({tree.lineBegin(line - 1), tree.lineEnd(line - 1)});
        const auto words = above.substr(std::min(above.find_first_not_of(' '), above.size()));
        if (words.starts_with(ignoreWords))
            return {{{tree.lineEnd(line - 1), tree.lineEnd(line - 1)}, ", " + rule}};
    }
    const auto text = tree.text({begin, tree.lineEnd(line)});
    const yaml::Patch ownLine{{begin, begin}, indentOf(text) + std::string(ignoreWords) + rule + end};
    if (isCommentAfter(document, ownLine))
        return {ownLine};
    const yaml::Patch behind{{tree.lineEnd(line), tree.lineEnd(line)}, " " + std::string(ignoreWords) + rule};
    return {isCommentAfter(document, behind) ? behind : wholeFile};
}

Problems::Problems(TextArea &area, TextSync &sync)
    : QObject(&area)
    , m_area(area)
    , m_sync(sync)
{ }

void Problems::setFile(editing::OpenFile *file)
{
    if (m_file)
        disconnect(m_file, nullptr, this, nullptr);
    m_file = file;
    if (file)
        connect(file, &editing::OpenFile::checked, this, &Problems::show);
    show();
}

bool Problems::isFresh() const
{
    return m_file && m_sync.isCurrent() && m_file->checkedRevision() == m_file->document().revision();
}

void Problems::show()
{
    std::vector<Underline> underlines;
    // Of a text that has changed meanwhile: what is shown moves with it until the next findings come.
    if (m_file && !isFresh())
        return;
    const auto &map = m_sync.map();
    for (int i = 0; m_file && i < static_cast<int>(m_file->findings().size()); ++i) {
        const auto &finding = m_file->findings()[static_cast<size_t>(i)];
        const Span span{static_cast<int>(map.positionOf(finding.range.begin)),
                        static_cast<int>(map.positionOf(finding.range.end))};
        underlines.push_back({span, finding.severity, i});
    }
    std::ranges::stable_sort(underlines, {}, [](const Underline &underline) { return underline.span.begin; });
    m_area.setUnderlines(std::move(underlines));
    emit changed();
}

std::vector<int> Problems::at(int position, bool exactly) const
{
    const QTextBlock block = m_area.document()->findBlock(position);
    const int end = block.position() + block.length();
    std::vector<const Underline *> found;
    for (const Underline &underline : m_area.underlines()) {
        const bool isInLine = underline.span.begin >= block.position() && underline.span.begin < end;
        if (exactly ? underline.span.contains(position) : isInLine)
            found.push_back(&underline);
    }
    std::ranges::stable_sort(found, {}, [](const Underline *underline) { return underline->severity; });
    std::vector<int> indices;
    for (const Underline *underline : found)
        indices.push_back(underline->finding);
    return indices;
}

const diagnostics::Finding *Problems::finding(int index) const
{
    if (!m_file || index < 0 || index >= static_cast<int>(m_file->findings().size()))
        return nullptr;
    return &m_file->findings()[static_cast<size_t>(index)];
}

QString Problems::wordsAt(int position) const
{
    QStringList lines;
    for (const int index : at(position, true)) {
        if (const auto *found = finding(index))
            lines.append(found->message);
    }
    return lines.join(u'\n');
}

void Problems::fix(int index)
{
    const auto *found = finding(index);
    if (!isFresh() || !found || !found->fix || m_area.isReadOnly())
        return;
    const diagnostics::Fix fix = *found->fix;
    m_sync.apply(fix.patches, fix.title);
}

void Problems::ignore(int index, bool inFile)
{
    const auto *found = finding(index);
    if (!isFresh() || !found || m_area.isReadOnly())
        return;
    const QString rule = QString::fromUtf8(found->rule.data(), static_cast<qsizetype>(found->rule.size()));
    m_sync.apply(ignorePatches(m_file->document(), *found, inFile), tr("Ignore %1").arg(rule));
}

void Problems::step(bool forward)
{
    const auto &underlines = m_area.underlines();
    if (underlines.empty())
        return;
    const int position = m_area.textCursor().selectionStart();
    const auto begin = [](const Underline &underline) { return underline.span.begin; };
    if (forward) {
        const auto next = std::ranges::upper_bound(underlines, position, {}, begin);
        m_area.reveal((next == underlines.end() ? underlines.front() : *next).span, false);
    } else {
        const auto next = std::ranges::lower_bound(underlines, position, {}, begin);
        m_area.reveal((next == underlines.begin() ? underlines.back() : *(next - 1)).span, false);
    }
}

void Problems::fillMenu(QMenu &menu, int position)
{
    const auto indices = at(position, false);
    for (const int index : indices) {
        const auto *found = finding(index);
        if (!found || !found->fix)
            continue;
        auto *action = menu.addAction(theme::icon(u"action-check"_s), widgets::plainTitle(found->fix->title));
        action->setEnabled(!m_area.isReadOnly());
        connect(action, &QAction::triggered, this, [this, index] { fix(index); });
    }
    for (const int index : indices) {
        const auto *found = finding(index);
        if (!found)
            continue;
        const QString rule = QString::fromUtf8(found->rule.data(), static_cast<qsizetype>(found->rule.size()));
        auto *here = menu.addAction(theme::icon(u"action-hide"_s), tr("Ignore %1 on this line").arg(rule));
        auto *everywhere = menu.addAction(theme::icon(u"action-hide"_s), tr("Ignore %1 in this file").arg(rule));
        for (QAction *action : {here, everywhere})
            action->setEnabled(!m_area.isReadOnly());
        connect(here, &QAction::triggered, this, [this, index] { ignore(index, false); });
        connect(everywhere, &QAction::triggered, this, [this, index] { ignore(index, true); });
    }
}

} // namespace slipway::code_editor
