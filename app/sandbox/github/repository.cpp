#include "sandbox/github/repository.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

int Repository::workflow(const QString &idOrFile) const
{
    const auto found = std::ranges::find_if(workflows, [&](const Workflow &workflow) {
        return QString::number(workflow.id) == idOrFile || workflow.file() == idOrFile || workflow.path == idOrFile;
    });
    return found == workflows.end() ? -1 : static_cast<int>(found - workflows.begin());
}

const Pull *Repository::openPullOf(const QString &branch) const
{
    const auto found = std::ranges::find_if(
        pulls, [&](const auto &entry) { return entry.second.isOpen() && entry.second.head == branch; });
    return found == pulls.end() ? nullptr : &found->second;
}

QString Repository::ruleAgainstPush(const QString &branch, bool isForced) const
{
    const auto found = protections.find(branch);
    if (found == protections.end())
        return {};
    if (isForced && !found->second.forcePushes)
        return u"Cannot force-push to this branch"_s;
    if (!found->second.enforcesAdmins)
        return {};
    if (found->second.needsPullRequest)
        return u"Changes must be made through a pull request."_s;
    return found->second.hasChecks && !found->second.checks.isEmpty()
        ? u"Required status check \"%1\" is expected."_s.arg(found->second.checks.first())
        : QString();
}

State::State(QString organization)
    : m_organization(std::move(organization))
{ }

User &State::addUser(const QString &login, const QString &name)
{
    m_users.append({51'300'000 + m_users.size() * 1'171, login, name});
    return m_users.last();
}

User State::user(const QString &login) const
{
    const auto found = std::ranges::find(m_users, login, &User::login);
    return found == m_users.end() ? User{50'000'000, login, login} : *found;
}

Repository &State::addRepository(const QString &name, const QDateTime &created)
{
    auto repository = std::make_unique<Repository>();
    repository->id = 704'000'000 + static_cast<qint64>(m_repositories.size()) * 991;
    repository->owner = m_organization;
    repository->name = name;
    repository->created = created;
    repository->vault = makeVault((m_organization + u'/' + name).toUtf8());
    m_repositories.push_back(std::move(repository));
    return *m_repositories.back();
}

Repository *State::repository(const QString &owner, const QString &name)
{
    const auto found = std::ranges::find_if(m_repositories, [&](const auto &repository) {
        return repository->owner.compare(owner, Qt::CaseInsensitive) == 0
            && repository->name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == m_repositories.end() ? nullptr : found->get();
}

} // namespace slipway::sandbox::github
