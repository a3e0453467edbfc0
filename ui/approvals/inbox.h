#pragma once

#include "approvals/review.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;
class QStackedLayout;

namespace slipway::widgets {
class Banner;
class Message;
} // namespace slipway::widgets

namespace slipway::approvals_page {

/// Everything that waits, over all repositories. Several can be chosen and decided at once.
class Inbox final : public QWidget
{
    Q_OBJECT

public:
    explicit Inbox(QWidget *parent = nullptr);

    /// Rows keep their selection by run.
    void setWaiting(const QList<approvals::Waiting> &list, const base::Freshness &freshness, const QDateTime &now);
    /// Why nothing can be decided at all; empty: nothing.
    void setObstacle(const QString &words);
    /// While what is needed to decide is being asked for.
    void setBusy(bool busy);

Q_SIGNALS:
    void reviewRequested(qint64 runId);
    void decisionRequested(const QList<qint64> &runIds, slipway::approvals::Decision::Kind kind);
    void releasesRequested();
    void retryRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Model;

    QWidget *makeHead();
    QList<qint64> chosen() const;
    void decide(approvals::Decision::Kind kind);
    void sync();
    void showState(const base::Freshness &freshness);

    Model *m_model = nullptr;
    QListView *m_list = nullptr;
    widgets::Message *m_message = nullptr;
    QWidget *m_loading = nullptr;
    QStackedLayout *m_stack = nullptr;
    widgets::Banner *m_banner = nullptr;
    QLabel *m_count = nullptr;
    QPushButton *m_review = nullptr;
    QPushButton *m_approve = nullptr;
    QPushButton *m_reject = nullptr;
    QWidget *m_head = nullptr;
    QString m_obstacle;
    bool m_isBusy = false;
};

} // namespace slipway::approvals_page
