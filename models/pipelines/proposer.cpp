#include "pipelines/proposer.h"

#include <QPointer>

namespace slipway::pipelines {

namespace {

template<typename Then>
QCoro::Task<> run(std::shared_ptr<const github::Client> client, std::shared_ptr<Journal> journal,
                  std::function<void()> onStep, std::stop_token stop, Then then)
{
    const auto result = co_await propose(client, journal, onStep, stop);
    then(result);
}

} // namespace

Proposer::Proposer(std::shared_ptr<const github::Client> client, QObject *parent)
    : QObject(parent)
    , m_client(std::move(client))
{ }

Proposer::~Proposer()
{
    m_stop.request_stop();
}

void Proposer::start(const Plan &plan)
{
    resume(Journal::of(plan));
}

void Proposer::resume(const Journal &journal)
{
    if (m_state == State::Working)
        return;
    // A copy of its own: what an older attempt still writes into is not this one.
    m_journal = std::make_shared<Journal>(journal);
    emit journalChanged();
    go();
}

void Proposer::retry()
{
    resume(Journal(*m_journal));
}

void Proposer::retry(const Plan &plan)
{
    const Plan &before = m_journal->plan;
    const bool isOtherTarget = plan.repository != before.repository || plan.baseBranch != before.baseBranch;
    // Once the branch is made, another title is the pull request's alone.
    const bool isOtherCommit = plan.files != before.files || (plan.title != before.title && !m_journal->isBranchMade);
    Journal next = *m_journal;
    if (isOtherTarget || isOtherCommit) {
        next = Journal::of(plan);
    } else if (plan.branch != before.branch) {
        next.branch = plan.branch;
        next.isBranchMade = false;
        next.isRequestAsked = false;
    }
    next.plan = plan;
    resume(next);
}

void Proposer::acceptMerge()
{
    if (m_state != State::Moved || !m_moved || !m_moved->isClean())
        return;
    const Moved moved = *m_moved;
    const bool isUpdate = m_journal->plan.updates.has_value();
    resume(withMerge(*m_journal, moved));
    emit merged(moved, isUpdate);
}

void Proposer::cancel()
{
    m_stop.request_stop();
}

QString Proposer::words() const
{
    return stepWords(*m_journal);
}

void Proposer::go()
{
    m_stop = std::stop_source();
    m_moved.reset();
    m_error.reset();
    m_request.reset();
    setState(State::Working);
    const QPointer<Proposer> self(this);
    const auto onStep = [self, journal = m_journal] {
        if (self && self->m_journal == journal)
            emit self->journalChanged();
    };
    run(m_client, m_journal, onStep, m_stop.get_token(),
        [self, journal = m_journal](const base::Result<Proposed> &result) {
            if (self && self->m_journal == journal)
                self->finish(result);
        });
}

void Proposer::finish(const base::Result<Proposed> &result)
{
    if (!result) {
        m_error = result.error();
        setState(State::Failed);
        return;
    }
    m_moved = result->moved;
    m_request = result->request;
    setState(m_moved ? State::Moved : State::Done);
}

void Proposer::setState(State state)
{
    m_state = state;
    emit stateChanged();
}

} // namespace slipway::pipelines
