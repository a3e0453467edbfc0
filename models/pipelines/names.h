#pragma once

#include "base/clock.h"
#include "base/freshness.h"
#include "github/client.h"
#include "workflow/completion/completion.h"

#include <QMap>
#include <QObject>

namespace slipway::pipelines {

/// Where a secret or variable of a name is kept.
struct NamePlace {
    /// Empty: the repository's own.
    QString environment;
    QDateTime updatedAt;
    /// Of a variable; GitHub gives no secret's value.
    QString value;
    bool operator==(const NamePlace &) const = default;
};

/// The names that a repository at GitHub has: secrets, variables, environments, branches. Asked for when somebody wants
/// them, and again when they are five minutes old. What fails keeps its old names. An organisation's secrets and
/// variables are not among them: GitHub tells them to its administrators only. GUI thread.
class Names final : public QObject
{
    Q_OBJECT

public:
    enum class Kind { Environments, Secrets, Variables, Branches };
    Q_ENUM(Kind)

    struct Setup {
        /// Null: nobody is signed in.
        std::shared_ptr<const github::Client> client;
        github::RepositoryName repository;
        std::shared_ptr<base::Clock> clock;
        /// Of the team's own runners.
        QStringList runnerLabels;
    };

    explicit Names(Setup setup, QObject *parent = nullptr);
    ~Names() override;

    /// After signing in or out.
    void setClient(std::shared_ptr<const github::Client> client);
    void setRunnerLabels(const QStringList &labels);

    /// Somebody is about to use them: asks for what is missing or old.
    void want();
    /// Asks for all, whatever its age.
    void refresh();

    /// For completion.
    workflow::KnownNames known() const;
    QStringList branches() const;
    QStringList environments() const;
    /// Null when there is none of that name; GitHub does not tell them by their letters' case.
    const github::Environment *environment(const QString &name) const;
    QList<NamePlace> secretPlaces(const QString &name) const;
    QList<NamePlace> variablePlaces(const QString &name) const;

    /// "In repository secrets, changed 41 d ago"; empty when there is none of that name.
    QString secretWords(const QString &name) const;
    /// "1 reviewer, waits 5 min"; empty when unknown.
    QString environmentWords(const QString &name) const;

    base::Freshness freshness(Kind kind) const;

Q_SIGNALS:
    void changed();

private:
    struct Private;
    std::shared_ptr<Private> m_d;
};

} // namespace slipway::pipelines
