#pragma once

#include "approvals/review.h"

#include <QWidget>

class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace slipway::widgets {
class Banner;
}

namespace slipway::approvals_page {

class TimerCard;

/// The decision: who may say yes, what will happen, the comment, and the buttons.
class DecisionPane final : public QWidget
{
    Q_OBJECT

public:
    explicit DecisionPane(QWidget *parent = nullptr);

    /// What was typed stays while it is the same run.
    void setReview(const approvals::Review &review, const QDateTime &now);
    /// Why nothing can be decided at all, such as being offline; empty: nothing.
    void setObstacle(const QString &words);
    /// What a person should know before they press again, such as what changed meanwhile; bars nothing. It goes with
    /// the run; empty: nothing.
    void setNotice(const QString &words);
    approvals::Decision decision(approvals::Decision::Kind kind) const;
    /// Approves if that may be done, else brings the keyboard to what is missing.
    void approve();
    void reject();

Q_SIGNALS:
    void approved();
    void rejectRequested();
    void rollBackRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void makeHotfix();
    QWidget *makeForm();
    QWidget *makeFoot();
    void showExpectations();
    void sync();
    /// Why Approve cannot be pressed; empty: it can.
    QString missing() const;

    approvals::Review m_review;
    QString m_obstacle;
    QString m_notice;
    TimerCard *m_card = nullptr;
    QGridLayout *m_steps = nullptr;
    QLabel *m_failure = nullptr;
    QWidget *m_hotfix = nullptr;
    QLineEdit *m_reason = nullptr;
    QLineEdit *m_followUp = nullptr;
    QLabel *m_commentNeed = nullptr;
    QPlainTextEdit *m_comment = nullptr;
    QLabel *m_commentCount = nullptr;
    QCheckBox *m_watch = nullptr;
    widgets::Banner *m_banner = nullptr;
    QPushButton *m_approve = nullptr;
    QPushButton *m_reject = nullptr;
    QPushButton *m_rollBack = nullptr;
    QLabel *m_missing = nullptr;
};

} // namespace slipway::approvals_page
