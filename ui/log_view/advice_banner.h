#pragma once

#include "advice/advisor.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace slipway::log_view {

/// What the advisor says, above the log: the cause, what to do, and the line that says so as a link.
class AdviceBanner final : public QWidget
{
    Q_OBJECT

public:
    explicit AdviceBanner(QWidget *parent = nullptr);

    /// The surest first; empty hides the banner.
    void setAdvice(const QList<advice::Advice> &advice);
    /// What it says now, for tests and screen readers.
    QString sentence() const;
    /// Whether there is a button that leads to the step in the editor.
    void setLeadsToEditor(bool leads);

Q_SIGNALS:
    void evidenceRequested(int section, int line);
    void editRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showOne(qsizetype index);
    void elideEvidence();

    QList<advice::Advice> m_advice;
    qsizetype m_index = 0;
    QLabel *m_cause = nullptr;
    QLabel *m_action = nullptr;
    QPushButton *m_evidence = nullptr;
    QPushButton *m_next = nullptr;
    QToolButton *m_close = nullptr;
    QPushButton *m_edit = nullptr;
};

} // namespace slipway::log_view
