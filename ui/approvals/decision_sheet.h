#pragma once

#include "approvals/review.h"
#include "operations/runner.h"
#include "widgets/sheet.h"

class QLineEdit;
class QPlainTextEdit;

namespace slipway::approvals_page {

/// One decision on one or many runs: which, what the gates say, why. Carries nothing out.
class DecisionSheet final : public widgets::Sheet
{
    Q_OBJECT

public:
    DecisionSheet(QList<approvals::Review> reviews, approvals::Decision decision, const QDateTime &now, QWidget *over);

Q_SIGNALS:
    /// On what was given to it.
    void decided(const slipway::approvals::Decision &decision);

private:
    void addRuns();
    void addForm();
    approvals::Decision decision() const;
    operations::Plan plan() const;
    bool approves() const { return m_decision.kind == approvals::Decision::Kind::Approve; }
    bool asksHotfix() const;
    void sync();

    QList<approvals::Review> m_reviews;
    approvals::Decision m_decision;
    QDateTime m_now;
    QPlainTextEdit *m_comment = nullptr;
    QLineEdit *m_reason = nullptr;
    QLineEdit *m_followUp = nullptr;
};

} // namespace slipway::approvals_page
