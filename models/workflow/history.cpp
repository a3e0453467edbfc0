#include "workflow/history.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::workflow {

namespace {

bool holdsLineEnd(std::string_view text)
{
    return text.find('\n') != std::string_view::npos;
}

} // namespace

/// One step of the stack: patches there, and what takes them back.
class TextChange final : public QUndoCommand
{
public:
    TextChange(History &history, const QString &name, yaml::Patches patches, History::Merge merge)
        : m_history(history)
        , m_patches(std::move(patches))
        , m_inverse(yaml::inverse(history.document().source(), m_patches))
        , m_merge(merge)
    {
        setText(name);
    }

    void redo() override { m_history.take(m_patches); }
    void undo() override { m_history.take(m_inverse); }

    int id() const override { return m_merge == History::Merge::Typing ? 1 : -1; }

    bool mergeWith(const QUndoCommand *other) override
    {
        const auto &next = static_cast<const TextChange &>(*other);
        if (m_patches.size() != 1 || next.m_patches.size() != 1 || next.text() != text())
            return false;
        yaml::Patch &mine = m_patches.front();
        const yaml::Patch &theirs = next.m_patches.front();
        const auto size = quint32(mine.text.size());
        const quint32 end = mine.range.begin + size;
        const bool touches = theirs.range.begin <= end && mine.range.begin <= theirs.range.end;
        if (!touches || holdsLineEnd(theirs.text) || holdsLineEnd(next.m_inverse.front().text))
            return false;
        join(mine, theirs);
        m_inverse = {{.range = {mine.range.begin, mine.range.begin + quint32(mine.text.size())},
                      .text = joinedBefore(next.m_inverse.front(), theirs, size)}};
        return true;
    }

private:
    /// One patch that does what `mine` and then `theirs` do; the bytes between are those of the document after both.
    void join(yaml::Patch &mine, const yaml::Patch &theirs)
    {
        const quint32 mineEnd = mine.range.begin + quint32(mine.text.size());
        const quint32 begin = std::min(mine.range.begin, theirs.range.begin);
        const quint32 end = std::max(mineEnd, theirs.range.end);
        const quint32 endBefore = end - mineEnd + mine.range.end;
        const quint32 endAfter = end - theirs.range.end + theirs.range.begin + quint32(theirs.text.size());
        mine.text = m_history.document().tree()->text({begin, endAfter});
        mine.range = {begin, endBefore};
    }

    /// The bytes that the joined patch replaces: those of the first one, with what the second took beyond its text.
    std::string joinedBefore(const yaml::Patch &theirInverse, const yaml::Patch &theirs, quint32 mySize) const
    {
        const yaml::Patch &myInverse = m_inverse.front();
        const quint32 begin = myInverse.range.begin;
        std::string_view taken = theirInverse.text;
        std::string before;
        if (theirs.range.begin < begin)
            before = taken.substr(0, begin - theirs.range.begin);
        before += myInverse.text;
        const quint32 end = begin + mySize;
        if (theirs.range.end > end)
            before += taken.substr(taken.size() - (theirs.range.end - end));
        return before;
    }

    History &m_history;
    yaml::Patches m_patches;
    yaml::Patches m_inverse;
    History::Merge m_merge;
};

History::History(Document document, QObject *parent)
    : QObject(parent)
    , m_document(std::move(document))
{ }

base::Done History::apply(const yaml::Patches &patches, const QString &name, Merge merge)
{
    const auto after = yaml::apply(m_document.source(), patches);
    if (!after)
        return std::unexpected(after.error());
    if (*after != m_document.source())
        m_stack.push(new TextChange(*this, name, patches, merge));
    return {};
}

void History::reset(const Document &document)
{
    const yaml::Patches patches = yaml::difference(m_document.source(), document.source());
    m_stack.clear();
    m_document = document;
    emit changed(patches);
}

void History::take(const yaml::Patches &patches)
{
    m_document = m_document.edited(patches);
    emit changed(patches);
}

} // namespace slipway::workflow
