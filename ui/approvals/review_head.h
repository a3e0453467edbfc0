#pragma once

#include "approvals/review.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace slipway::widgets {
class ElidedLabel;
class StatusChip;
} // namespace slipway::widgets

namespace slipway::approvals_page {

/// Where one is (Releases, Approvals, the title), how it stands, and the ways to the others and to GitHub.
class ReviewHead final : public QWidget
{
    Q_OBJECT

public:
    explicit ReviewHead(QWidget *parent = nullptr);

    void setReview(const approvals::Review &review, const QDateTime &now);
    /// `place` from 0; -1: it is not among those that wait.
    void setPlace(int place, int count);

Q_SIGNALS:
    void releasesRequested();
    void inboxRequested();
    /// -1 or 1.
    void stepRequested(int by);
    void openRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showRoom();

    QPushButton *m_releases = nullptr;
    QLabel *m_firstArrow = nullptr;
    QWidget *m_icon = nullptr;
    widgets::ElidedLabel *m_title = nullptr;
    QWidget *m_badge = nullptr;
    widgets::StatusChip *m_chip = nullptr;
    QLabel *m_place = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    QPushButton *m_open = nullptr;
    QHBoxLayout *m_row = nullptr;
};

} // namespace slipway::approvals_page
