#pragma once

#include "checkout/clone.h"
#include "github/client.h"
#include "workflow/document.h"

#include <QMap>
#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>

namespace slipway::desk {

/// The workflows of a repository that nobody has open: each is read once for a commit, or once for what the clone's
/// disk holds. GUI thread; disk and YAML are read on a worker.
class RepositoryDocuments final : public QObject
{
    Q_OBJECT

public:
    /// Where they are read from: the clone where there is one, else the commit at GitHub.
    struct Place {
        std::optional<checkout::Clone> clone;
        /// Null: nobody is signed in.
        std::shared_ptr<const github::Client> client;
        github::RepositoryName repository;
        /// Empty while unknown.
        QString commit;
    };

    using QObject::QObject;
    ~RepositoryDocuments() override;

    /// What is known of these, by path, and asks for what is not: `changed` tells when it is there. Of a file that has
    /// become another, the last one is given until then.
    QMap<QString, workflow::Document> at(const Place &place, const QStringList &paths);
    /// What failed may be asked for again; what is under way is not wanted any more.
    void retry();

Q_SIGNALS:
    void changed();

private:
    struct Wanted {
        QString path;
        /// Which version of it: another one is read anew.
        QString version;
    };
    struct Known {
        Wanted what;
        workflow::Document document;
    };

    static QString versionAt(const Place &place, const QString &path);
    static QCoro::Task<QList<Known>> readAtGitHub(Place place, QList<Wanted> wanted, std::stop_token stop);
    static QCoro::Task<QList<Known>> readInClone(checkout::Clone clone, QList<Wanted> wanted);
    void take(const QList<Known> &read);

    QMap<QString, Known> m_known;
    /// Versions that were asked for, by path; also those that failed, so that they are not asked for with each look.
    QMap<QString, QString> m_asked;
    std::stop_source m_stop;
};

} // namespace slipway::desk
