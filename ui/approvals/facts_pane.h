#pragma once

#include "approvals/review.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QLayout;

namespace slipway::widgets {
class Avatar;
}

namespace slipway::approvals_page {

class GateList;

/// Who asks for what, and the gates. Scrolls.
class FactsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit FactsPane(QWidget *parent = nullptr);
    /// `now` for the times.
    void setReview(const approvals::Review &review, const QDateTime &now);

Q_SIGNALS:
    void openRequested(const QUrl &page);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLayout *makeTop();
    void addFact(const QString &name, QWidget *value);
    void showFacts(const approvals::Review &review);

    QLabel *m_subject = nullptr;
    widgets::Avatar *m_avatar = nullptr;
    QLabel *m_requester = nullptr;
    QGridLayout *m_facts = nullptr;
    QWidget *m_gatesHead = nullptr;
    QLabel *m_gatesSummary = nullptr;
    GateList *m_gates = nullptr;
};

} // namespace slipway::approvals_page
