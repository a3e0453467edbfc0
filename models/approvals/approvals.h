#pragma once

#include "approvals/review.h"
#include "base/clock.h"
#include "base/result.h"

#include <QCoro/QCoroTask>
#include <QObject>
#include <QPointer>

#include <memory>
#include <stop_token>

namespace slipway::github {
class Client;
}
namespace slipway::refresh {
class Engine;
}
namespace slipway::workspace {
struct Workspace;
}

namespace slipway::approvals {

/// What waits for a person's word, over all repositories, and the whole of one of them on demand.
///
/// A repository that cannot be read keeps its rows and says so. GUI thread; nothing blocks.
class Approvals final : public QObject
{
    Q_OBJECT

public:
    struct Setup {
        std::shared_ptr<const workspace::Workspace> workspace;
        QString workspaceKey;
        /// The story's time in the demo.
        std::shared_ptr<base::Clock> clock;
        /// Outlives this object. Null: what is live is not known, and the guards say so.
        releases::Releases *releases = nullptr;
        /// "owner/name" of others than the workspace's own.
        QStringList repositories;
    };

    explicit Approvals(Setup setup, QObject *parent = nullptr);
    ~Approvals() override;

    /// Null: nobody is signed in at GitHub.
    void setClient(std::shared_ptr<const github::Client> client);
    /// Once; `engine` may outlive this object, and not the other way round.
    void addSources(refresh::Engine &engine);

    /// Oldest first.
    const QList<Waiting> &list() const;
    /// How many of them this person can decide.
    qsizetype count() const;
    /// The worst of the repositories' states.
    base::Freshness freshness() const;
    /// The workspace's time.
    QDateTime now() const;

    /// Asks GitHub for all of a run; what it does not answer turns guards to Ask. Errors: notFound for a run that is
    /// none of these repositories', those of github::Client for the run itself, unauthorized without a client.
    QCoro::Task<base::Result<Review>> review(qint64 runId, std::stop_token stop);

Q_SIGNALS:
    /// The list, its count or its freshness are others.
    void changed();

private:
    struct Private;

    static QCoro::Task<base::Result<bool>> fetch(QPointer<Approvals> page, std::stop_token stop);

    std::unique_ptr<Private> m_d;
};

} // namespace slipway::approvals
