#pragma once

#include "shell/operations_bar.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTreeWidget;

namespace slipway::widgets {
class ElidedLabel;
class SegmentedControl;
} // namespace slipway::widgets

namespace slipway::shell {

/// What is under way and what has just ended, 240 high: a list at the left, the steps or the log of the chosen one at
/// the right, with Abort and where it can be followed.
class OperationsDrawer final : public QWidget
{
    Q_OBJECT

public:
    explicit OperationsDrawer(QWidget *parent);

    void setOperations(const QList<RunningOperation> &operations);
    void choose(const QString &id);
    /// Gives the keyboard to the list.
    void takeKeyboard();

Q_SIGNALS:
    void openRequested(const QString &id);
    void abortRequested(const QString &id);
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeContent();
    const RunningOperation *chosen() const;
    void fillList();
    void showChosen();
    void fillSteps(const RunningOperation &operation);

    QList<RunningOperation> m_operations;
    QListWidget *m_list;
    widgets::ElidedLabel *m_title;
    QLabel *m_detail;
    widgets::SegmentedControl *m_parts;
    QPushButton *m_open;
    QPushButton *m_abort;
    QPushButton *m_close;
    QStackedWidget *m_stack;
    QTreeWidget *m_steps;
    QPlainTextEdit *m_log;
    QLabel *m_nothing;
};

} // namespace slipway::shell
