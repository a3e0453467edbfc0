#pragma once

#include "approvals/review.h"

#include <QWidget>

class QVBoxLayout;

namespace slipway::approvals_page {

/// The wait timer as a ring, and who may say yes.
class TimerCard final : public QWidget
{
    Q_OBJECT

public:
    explicit TimerCard(QWidget *parent = nullptr);
    void setReview(const approvals::Review &review, const QDateTime &now);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addTimer(const approvals::Gate &gate, const QDateTime &now);
    void addPerson(const approvals::Review &review, const approvals::Gate &gate, const approvals::Reviewer &reviewer);
    void addRequester(const approvals::Review &review);

    QVBoxLayout *m_rows = nullptr;
};

} // namespace slipway::approvals_page
