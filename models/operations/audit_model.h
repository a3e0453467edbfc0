#pragma once

#include "operations/runner.h"

#include <QAbstractListModel>
#include <QPointer>

namespace slipway::operations {

/// Lines of the audit log, newest first: read page by page as the view asks for them, new ones added on top as the
/// runner writes them. Rows keep their identity; another query replaces them. GUI thread; may outlive the runner.
class AuditModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        LineRole = Qt::UserRole + 1, ///< AuditLine
        IdRole,                      ///< qint64
        AtRole,                      ///< QDateTime, UTC
        ActorRole,                   ///< QString
        ActRole,                     ///< QString
        AppRole,                     ///< QString
        EnvironmentRole,             ///< QString
        OperationIdRole,             ///< QString
        StepIdRole,                  ///< QString
        WordsRole,                   ///< QString
    };
    Q_ENUM(Role)

    explicit AuditModel(Runner *runner, QObject *parent = nullptr);

    /// Which lines; `limit` is the size of a page, and `beforeId` and `afterId` are not read. Asks at once.
    void setQuery(const AuditQuery &query);
    const AuditQuery &query() const { return m_query; }
    /// Asks for lines newer than the first row.
    void refresh();

    QHash<int, QByteArray> roleNames() const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole is the line's words, AccessibleTextRole a full sentence.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    const QList<AuditLine> &lines() const { return m_lines; }
    bool isLoading() const { return m_isLoading; }

Q_SIGNALS:
    void loaded();
    /// Lines could not be read; the rows stay.
    void failed(const slipway::base::Error &error);

private:
    void takeOlder(int round, const base::Result<QList<AuditLine>> &older);
    void takeNewer(int round, const base::Result<QList<AuditLine>> &newer);

    QPointer<Runner> m_runner;
    AuditQuery m_query;
    QList<AuditLine> m_lines;
    /// Counts the queries, so that an answer to an older one is not taken.
    int m_round = 0;
    bool m_isLoading = false;
    bool m_isRefreshing = false;
    /// Asked for again while it was on its way.
    bool m_isBehind = false;
    bool m_hasMore = false;
};

} // namespace slipway::operations

Q_DECLARE_METATYPE(slipway::operations::AuditLine)
