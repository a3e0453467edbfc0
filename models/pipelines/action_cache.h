#pragma once

#include "base/clock.h"
#include "github/client.h"
#include "workflow/action_metadata.h"

#include <QObject>

#include <functional>
#include <memory>

namespace slipway::pipelines {

/// What actions at GitHub take and give: their action.yml, asked for once however many ask, and kept on the disk. What
/// a commit names is kept for ever, what a tag or branch names for a day; when GitHub does not answer, what was kept
/// longer still counts. GUI thread; reads and writes on workers.
class ActionCache final : public QObject
{
    Q_OBJECT

public:
    using ActionPtr = std::shared_ptr<const workflow::ActionMetadata>;
    /// Null with the reason, for people.
    using Answer = std::function<void(const ActionPtr &action, const QString &reason)>;

    struct Setup {
        /// Null: nobody is signed in, and only what was kept is known.
        std::shared_ptr<const github::Client> client;
        /// Where to keep them; empty keeps nothing over the program's end.
        QString folder;
        std::shared_ptr<base::Clock> clock;
    };

    explicit ActionCache(Setup setup, QObject *parent = nullptr);
    ~ActionCache() override;

    /// After signing in or out.
    void setClient(std::shared_ptr<const github::Client> client);
    /// Answers at once when it is known, else later; never when `asker` is gone by then.
    void ask(const QString &uses, QObject *asker, Answer answer);
    /// What is known without asking anybody; null when nothing is.
    ActionPtr known(const QString &uses) const;

private:
    struct Private;
    std::shared_ptr<Private> m_d;
};

} // namespace slipway::pipelines
