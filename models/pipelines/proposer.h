#pragma once

#include "pipelines/proposing.h"

#include <QObject>

namespace slipway::pipelines {

/// Carries a proposal out while a sheet shows it: begins, goes on after a failure, takes a merge in. GUI thread.
class Proposer final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,
        Working,
        Moved,      ///< somebody else changed a file: see `moved`
        Failed,     ///< see `error`; `retry` goes on
        Done,       ///< see `request`
    };
    Q_ENUM(State)

    explicit Proposer(std::shared_ptr<const github::Client> client, QObject *parent = nullptr);
    ~Proposer() override;

    void start(const Plan &plan);
    /// Goes on with what an earlier program left.
    void resume(const Journal &journal);
    /// After a failure. With another plan, what it changes is done anew; a branch that was made for another text stays
    /// as it is, and the new text gets the next free name.
    void retry();
    void retry(const Plan &plan);
    /// Takes both sides in and goes on. Only where `moved` is clean.
    void acceptMerge();
    /// Stops where it is; `retry` goes on.
    void cancel();

    State state() const { return m_state; }
    const Journal &journal() const { return *m_journal; }
    /// What is done now: "Making the branch slipway/ci".
    QString words() const;
    const std::optional<Moved> &moved() const { return m_moved; }
    const std::optional<base::Error> &error() const { return m_error; }
    const std::optional<github::PullRequest> &request() const { return m_request; }

Q_SIGNALS:
    void stateChanged();
    /// To be kept: see toBytes(Journal).
    void journalChanged();
    /// A person took both sides in: `moved.files` say what becomes of each file, `isUpdate` that the branch is the
    /// proposal's own.
    void merged(const slipway::pipelines::Moved &moved, bool isUpdate);

private:
    void go();
    void finish(const base::Result<Proposed> &result);
    void setState(State state);

    std::shared_ptr<const github::Client> m_client;
    std::shared_ptr<Journal> m_journal = std::make_shared<Journal>();
    std::stop_source m_stop;
    State m_state = State::Idle;
    std::optional<Moved> m_moved;
    std::optional<base::Error> m_error;
    std::optional<github::PullRequest> m_request;
};

} // namespace slipway::pipelines
