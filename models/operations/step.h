#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "operations/plan.h"

#include <QCoro/QCoroTask>

#include <any>
#include <functional>
#include <memory>
#include <stop_token>

namespace slipway::operations {

/// What a step did or found, as the journal keeps it. Never a secret.
struct Outcome {
    /// What later steps and the evidence need: ids, digests, versions.
    QJsonObject output;
    /// What is so now, a sentence: "Runs v42, 2 of 2 checks passing".
    QString words;
    /// The provider's ids of the exchanges.
    QStringList requestIds;
};

/// What inspecting found.
struct Finding {
    enum class State {
        NotDone, ///< as before `apply`
        Done,    ///< as after it
        Partly,  ///< begun; applying again goes on
        Foreign, ///< somebody else changed the target: a person must look
    };
    State state = State::NotDone;
    Outcome outcome;
};

/// How the normal steps of an operation went, for steps that run at the end.
enum class Ending { Running, Succeeded, Failed, Aborted };

/// What a step may use of the operation it belongs to. Copies are cheap and share. GUI thread.
class Context
{
public:
    struct Data;
    explicit Context(std::shared_ptr<Data> data)
        : m_data(std::move(data))
    { }

    const QString &operationId() const;
    const Plan &plan() const;
    /// Who started it.
    const QString &actor() const;
    base::Clock &clock() const;
    std::shared_ptr<base::Clock> sharedClock() const;
    /// Stops on abort and on quit. Steps of StepTime::Always get one that stops later.
    std::stop_token stop() const;
    Ending ending() const;
    /// Whether the running step was begun before, by this program or an earlier one: its effect may be there. Before
    /// the first try what looks like its effect is somebody else's.
    bool wasTried() const;
    /// What a step that is done gave; empty when it is not.
    QJsonObject outputOf(const QString &stepId) const;
    /// Says how far the running step is; `share` 0..1, negative = unknown.
    void tell(const QString &words, double share = -1) const;
    /// Something that lives as long as the operation runs in this program, one of each name: the leases, say.
    template<typename T>
    std::shared_ptr<T> shared(const QString &name, const std::function<std::shared_ptr<T>()> &make) const
    {
        std::any &slot = sharedSlot(name);
        if (!slot.has_value())
            slot = make();
        return std::any_cast<std::shared_ptr<T>>(slot);
    }
    /// Of the running step.
    const StepSpec &spec() const;
    std::shared_ptr<Data> data() const { return m_data; }

private:
    std::any &sharedSlot(const QString &name) const;
    std::shared_ptr<Data> m_data;
};

/// Three verbs on one target. Made anew from its StepSpec each time; keeps nothing.
///
/// A failed `apply` whose effect is unknown says Error::outcomeUnknown; the runner then asks `inspect`, also after a
/// crash, and never guesses. Everything may be called twice.
class Step
{
public:
    template<typename T>
    using Answer = QCoro::Task<base::Result<T>>;

    Step() = default;
    virtual ~Step() = default;
    Q_DISABLE_COPY_MOVE(Step)

    /// Is it already so? Looks only.
    virtual Answer<Finding> inspect(Context context) = 0;
    /// Makes it so, and waits until it is.
    virtual Answer<Outcome> apply(Context context) = 0;
    /// Takes it back, as StepSpec::revertWords say. Default: an error that it cannot.
    virtual Answer<Outcome> revert(Context context);
};

/// Which Step a kind stands for. Filled by the composition; features only contribute kinds.
class Registry
{
public:
    using Make = std::function<std::unique_ptr<Step>(const StepSpec &)>;

    void add(const QString &kind, Make make);
    /// Null for a kind that nobody registered (a newer Slipway wrote it, or nobody is signed in there).
    std::unique_ptr<Step> make(const StepSpec &spec) const;

private:
    QMap<QString, Make> m_kinds;
};

} // namespace slipway::operations
