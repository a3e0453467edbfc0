#pragma once

#include "approvals/review.h"

#include <QWidget>

class QSplitter;
class QStackedLayout;

namespace slipway::widgets {
class Message;
}

namespace slipway::approvals_page {

class ChangesPane;
class DecisionPane;
class FactsPane;
class ReviewHead;

/// One deployment that waits: facts and gates, the change, the decision.
class ReviewPage final : public QWidget
{
    Q_OBJECT

public:
    explicit ReviewPage(QWidget *parent = nullptr);

    void showLoading();
    /// In place of the review; beside it where one is shown, whose decision stays possible.
    void showError(const base::Error &error);
    /// What `showError` said beside the review is over.
    void clearError();
    void setReview(const approvals::Review &review, const QDateTime &now);
    /// Null until one was shown.
    const approvals::Review *review() const { return m_review ? &*m_review : nullptr; }
    /// Why nothing can be decided at all; empty: nothing.
    void setObstacle(const QString &words);
    approvals::Decision decision() const;
    /// As Ctrl+Enter and Ctrl+Shift+R do.
    void approve();
    /// To the files of the change, from where the page's keys are heard.
    void takeKeyboard();
    void reject();
    ReviewHead &head() const { return *m_head; }
    QList<QWidget *> regions() const;

Q_SIGNALS:
    void approved();
    void rejectRequested();
    void rollBackRequested();
    void retryRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    std::optional<approvals::Review> m_review;
    ReviewHead *m_head = nullptr;
    QStackedLayout *m_stack = nullptr;
    QSplitter *m_panes = nullptr;
    QWidget *m_loading = nullptr;
    widgets::Message *m_message = nullptr;
    FactsPane *m_facts = nullptr;
    ChangesPane *m_changes = nullptr;
    DecisionPane *m_decision = nullptr;
};

} // namespace slipway::approvals_page
