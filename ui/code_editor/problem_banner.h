#pragma once

#include "code_editor/problems.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace slipway::code_editor {

/// One line below the line with the cursor: what is wrong there, its fix, and "Ignore here…".
class ProblemBanner final : public QWidget
{
    Q_OBJECT

public:
    ProblemBanner(TextArea &area, Problems &problems);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow();
    void place();
    void showFinding(const diagnostics::Finding &finding, size_t count);
    void askHowToIgnore();

    TextArea &m_area;
    Problems &m_problems;
    QLabel *m_sentence = nullptr;
    QPushButton *m_fix = nullptr;
    QPushButton *m_ignore = nullptr;
    QTextBlock m_block;
    /// Runs while somebody types: no line jumps away below the cursor then.
    QTimer m_typing;
    QString m_words;
    int m_index = -1;
    diagnostics::Severity m_severity = diagnostics::Severity::Warning;
};

} // namespace slipway::code_editor
