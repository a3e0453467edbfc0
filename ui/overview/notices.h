#pragma once

#include "overview/fleet.h"

#include <QList>
#include <QWidget>

namespace slipway::widgets {
class Banner;
}

namespace slipway::overview_page {

/// Why part of the page cannot be trusted, said once for all cells with the same reason.
struct Notice {
    /// "Fly.io answered 502 at 14:32. Showing 14:31."
    QString words;
    bool canRetry = false;
    bool operator==(const Notice &) const = default;
};

/// The notices of the facts: failures, limits and refusals, each once; at most three.
QList<Notice> noticesOf(const QList<overview::AppRow> &apps, const QList<overview::WorkflowRow> &workflows,
                        const QDateTime &now);

/// The notices as banners above the region, with Retry where it can help.
class NoticeBar final : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void setNotices(const QList<Notice> &notices);
    const QList<Notice> &notices() const { return m_notices; }

Q_SIGNALS:
    void retryRequested();

private:
    QList<widgets::Banner *> m_banners;
    QList<Notice> m_notices;
};

} // namespace slipway::overview_page
