#pragma once

#include "pipelines/proposer.h"

#include <QMap>
#include <QObject>
#include <QSet>

#include <memory>

namespace slipway::desk {

/// The proposals of open files, one a file, kept on the disk as far as they got: a program that ended in the middle
/// goes on where it stopped. GUI thread.
class Proposals final : public QObject
{
    Q_OBJECT

public:
    /// `folder` is made when it is first needed.
    explicit Proposals(QString folder, QObject *parent = nullptr);
    ~Proposals() override;

    void setClient(std::shared_ptr<const github::Client> client);
    /// Made when first asked for.
    pipelines::Proposer &of(const QString &path);
    /// How far the file's proposal got, in this run of the program or an earlier one; absent when none was begun.
    std::optional<pipelines::Journal> journal(const QString &path) const;
    /// Nothing of it is wanted any more: it is merged, or the changes were discarded.
    void forget(const QString &path);

Q_SIGNALS:
    /// It got further, failed or is done.
    void changed(const QString &path);
    /// A person took in what somebody else changed: see pipelines::Proposer.
    void merged(const slipway::pipelines::Moved &moved, bool isUpdate);
    /// How far it got cannot be kept.
    void failed(const slipway::base::Error &error);

private:
    void read();
    void keep(const QString &path);
    QString fileOf(const QString &path) const;

    QString m_folder;
    std::shared_ptr<const github::Client> m_client;
    QMap<QString, pipelines::Journal> m_journals;
    std::map<QString, std::unique_ptr<pipelines::Proposer>> m_proposers;
    bool m_isFailing = false;
};

} // namespace slipway::desk
