#pragma once

#include "operations/journal.h"
#include "operations/runner.h"

#include <functional>

namespace slipway::operations {

/// Where a program is killed: at the n-th of the points that it passes. What is dead has no effect any more.
class Fate
{
public:
    /// Passes a point; whether the program still lives after it.
    bool pass();
    bool isDead() const { return m_isDead; }
    int passed() const { return m_passed; }
    void dieAt(int point);

private:
    int m_passed = 0;
    int m_dieAt = -1;
    bool m_isDead = false;
};

/// A journal that the program dies at, before and after each write; `broken` writes fail.
class MortalJournal final : public Journal
{
public:
    MortalJournal(std::shared_ptr<Journal> inner, std::shared_ptr<Fate> fate);

    std::optional<base::Error> broken;
    /// How many writes there were.
    int writes = 0;

    Answer<std::optional<LockHolder>> begin(Operation operation, QString owner, QList<AuditLine> audit) override;
    Answer<void> write(Change change) override;
    Answer<void> beat(QString owner, QDateTime now) override { return m_inner->beat(owner, now); }
    Answer<void> leave(QString owner) override { return m_inner->leave(owner); }
    Answer<void> adopt(Kept previous, QString owner, QString host, QDateTime now, QList<AuditLine> audit) override
    {
        return m_inner->adopt(previous, owner, host, now, audit);
    }
    Answer<QList<Kept>> open() override { return m_inner->open(); }
    Answer<QList<Kept>> past(QDateTime before, QString beforeId, int limit) override
    {
        return m_inner->past(before, beforeId, limit);
    }
    Answer<std::optional<Kept>> find(QString id) override { return m_inner->find(id); }
    Answer<void> note(QList<AuditLine> lines) override { return m_inner->note(lines); }
    Answer<QList<AuditLine>> audit(AuditQuery query) override { return m_inner->audit(query); }
    Answer<std::optional<LockHolder>> holder(QString key) override { return m_inner->holder(key); }

private:
    template<typename T>
    static Answer<T> mortal(std::shared_ptr<Fate> fate, std::function<Answer<T>()> call);

    std::shared_ptr<Journal> m_inner;
    std::shared_ptr<Fate> m_fate;
};

} // namespace slipway::operations
