#pragma once

#include "base/status.h"

#include <QAbstractListModel>
#include <QDateTime>
#include <QUrl>

namespace slipway::shell {

/// Something that happened and may interest the person.
struct Notification {
    base::Status tone = base::Status::Success;
    QString title;
    QString text;
    /// UTC.
    QDateTime at;
    /// Where it can be looked into; may be empty.
    QUrl page;
};

/// What happened lately, newest first, at most `most`.
class NotificationModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        NotificationRole = Qt::UserRole + 1,    ///< Notification
    };
    Q_ENUM(Role)

    static constexpr int most = 100;

    explicit NotificationModel(QObject *parent = nullptr);

    void add(const Notification &notification);
    int unread() const { return m_unread; }
    void markRead();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void unreadChanged(int unread);

private:
    QList<Notification> m_items;
    int m_unread = 0;
};

} // namespace slipway::shell

Q_DECLARE_METATYPE(slipway::shell::Notification)
