#include "overview/board.h"

#include <QCoreApplication>
#include <QCoro/QCoroTimer>

namespace slipway::overview {

void Tally::countFailure(const base::Error &error)
{
    // Being told to stay away, or to stop, concerns the whole source.
    const auto isStronger = [](base::Error::Kind kind) {
        return kind == base::Error::Kind::RateLimited || kind == base::Error::Kind::Cancelled;
    };
    if (!m_failure || (isStronger(error.kind) && !isStronger(m_failure->kind)))
        m_failure = error;
}

base::Result<bool> Tally::result(bool moves) const
{
    using Kind = base::Error::Kind;
    if (m_failure && (m_answers == 0 || m_failure->kind == Kind::RateLimited || m_failure->kind == Kind::Cancelled))
        return std::unexpected(*m_failure);
    return moves;
}

base::Error notSignedIn(const QString &provider)
{
    return base::makeError(base::Error::Kind::Unauthorized,
                           QCoreApplication::translate("overview", "Not signed in to %1.").arg(provider),
                           QCoreApplication::translate("overview", "Add a token under Accounts."));
}

QCoro::Task<> nextTurn()
{
    co_await QCoro::sleepFor(std::chrono::milliseconds{0});
}

std::optional<github::RepositoryName> repositoryOf(const Board &board)
{
    return github::RepositoryName::fromText(board.workspace->organizations.githubRepository);
}

} // namespace slipway::overview
