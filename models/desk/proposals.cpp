#include "desk/proposals.h"

#include "editing/recovery.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace slipway::desk {

namespace {

/// Of a plan with several files, the first stands for all.
QString pathOf(const pipelines::Journal &journal)
{
    return journal.plan.files.isEmpty() ? QString() : journal.plan.files.first().path;
}

base::Error notKept(const QString &reason)
{
    return base::makeError(base::Error::Kind::Internal,
                           Proposals::tr("How far the proposal got could not be kept: %1.").arg(reason),
                           Proposals::tr("Leave the program open until the pull request is there."));
}

} // namespace

Proposals::Proposals(QString folder, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
{
    read();
}

Proposals::~Proposals() = default;

void Proposals::read()
{
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto journal = pipelines::readJournal(file.readAll());
        if (!journal || pathOf(*journal).isEmpty()) {
            // Looked at once, and kept for whoever wants to know.
            file.rename(file.fileName() + u".damaged"_s);
            continue;
        }
        m_journals.insert(pathOf(*journal), *journal);
    }
}

void Proposals::setClient(std::shared_ptr<const github::Client> client)
{
    m_client = std::move(client);
    // Those under way go on with the old one; what begins now is asked of the new one.
    std::erase_if(m_proposers,
                  [](const auto &entry) { return entry.second->state() != pipelines::Proposer::State::Working; });
}

pipelines::Proposer &Proposals::of(const QString &path)
{
    auto &proposer = m_proposers[path];
    if (!proposer) {
        proposer = std::make_unique<pipelines::Proposer>(m_client);
        connect(proposer.get(), &pipelines::Proposer::journalChanged, this, [this, path] { keep(path); });
        connect(proposer.get(), &pipelines::Proposer::stateChanged, this, [this, path] { Q_EMIT changed(path); });
        connect(proposer.get(), &pipelines::Proposer::merged, this, &Proposals::merged);
    }
    return *proposer;
}

std::optional<pipelines::Journal> Proposals::journal(const QString &path) const
{
    const auto found = m_journals.find(path);
    return found == m_journals.end() ? std::nullopt : std::optional(*found);
}

QString Proposals::fileOf(const QString &path) const
{
    return u"%1/%2.json"_s.arg(m_folder, QString::fromLatin1(editing::hashOf(path.toUtf8()).left(16)));
}

void Proposals::keep(const QString &path)
{
    const pipelines::Journal &journal = m_proposers.at(path)->journal();
    m_journals.insert(path, journal);
    QDir().mkpath(m_folder);
    QSaveFile file(fileOf(path));
    const bool isKept =
        file.open(QIODevice::WriteOnly) && file.write(pipelines::toBytes(journal)) >= 0 && file.commit();
    if (!isKept && !std::exchange(m_isFailing, true))
        Q_EMIT failed(notKept(file.errorString()));
    else if (isKept)
        m_isFailing = false;
}

void Proposals::forget(const QString &path)
{
    m_journals.remove(path);
    QFile::remove(fileOf(path));
    if (const auto found = m_proposers.find(path);
        found != m_proposers.end() && found->second->state() != pipelines::Proposer::State::Working)
        m_proposers.erase(found);
    Q_EMIT changed(path);
}

} // namespace slipway::desk
