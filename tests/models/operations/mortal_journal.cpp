#include "mortal_journal.h"

namespace slipway::operations {

bool Fate::pass()
{
    if (!m_isDead && ++m_passed == m_dieAt)
        m_isDead = true;
    return !m_isDead;
}

void Fate::dieAt(int point)
{
    m_passed = 0;
    m_dieAt = point;
    m_isDead = false;
}

MortalJournal::MortalJournal(std::shared_ptr<Journal> inner, std::shared_ptr<Fate> fate)
    : m_inner(std::move(inner))
    , m_fate(std::move(fate))
{ }

template<typename T>
Journal::Answer<T> MortalJournal::mortal(std::shared_ptr<Fate> fate, std::function<Answer<T>()> call)
{
    if (!fate->pass())
        co_return std::unexpected(base::cancelled());
    auto answer = co_await call();
    if (!fate->pass())
        co_return std::unexpected(base::cancelled());
    co_return answer;
}

Journal::Answer<std::optional<LockHolder>> MortalJournal::begin(Operation operation, QString owner,
                                                                QList<AuditLine> audit)
{
    return mortal<std::optional<LockHolder>>(
        m_fate, [inner = m_inner, operation, owner, audit] { return inner->begin(operation, owner, audit); });
}

Journal::Answer<void> MortalJournal::write(Change change)
{
    ++writes;
    const auto error = broken;
    return mortal<void>(m_fate, [inner = m_inner, change, error]() -> Answer<void> {
        if (error)
            return [](base::Error told) -> Answer<void> { co_return std::unexpected(told); }(*error);
        return inner->write(change);
    });
}

} // namespace slipway::operations
