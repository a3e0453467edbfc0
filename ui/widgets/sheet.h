#pragma once

#include <QWidget>

#include <memory>

class QPushButton;
class QVBoxLayout;

namespace slipway::widgets {

/// A plan or form over the window, below the top bar, with the rest behind a scrim: from → to, what will be done, and
/// the verb. Traps the keyboard, starts on the safest control and gives the focus back when it closes. Enter never
/// presses a dangerous verb; Ctrl+Enter confirms, Esc cancels. Deletes itself once closed.
class Sheet : public QWidget
{
    Q_OBJECT

public:
    /// Lies over `over`'s window.
    explicit Sheet(QWidget *over);
    ~Sheet() override;

    /// Also the name that a screen reader says. `icon` as in theme::icon.
    void setTitle(const QString &title, const QString &icon = {});
    /// One line under the title.
    void setSubtitle(const QString &words);
    /// Where the content goes, scrolled when there is much of it.
    QVBoxLayout *body() const;
    /// What stays in sight above the buttons, such as a field to confirm by.
    QVBoxLayout *footer() const;
    /// The button that does it: "Propose change". Danger: data or service may be lost.
    void setVerb(const QString &words, bool isDanger = false);
    /// Why the verb cannot be pressed; empty: it can. Shown beside it.
    void setObstacle(const QString &words);
    /// While it does what it was asked: verb off, a ring and `words`; empty: done or not begun.
    void setBusy(const QString &words);
    /// What failed and what to do, as a banner above the buttons; empty removes it. Everything typed stays.
    void setFailure(const QString &words);
    /// Where the keyboard starts; by default on Cancel.
    void setFirstFocus(QWidget *widget);
    /// Shows it, takes the keyboard and holds it until `close`.
    void open();
    /// The button with the verb: for tests and for who puts a tool tip on it.
    QPushButton *verb() const;

Q_SIGNALS:
    /// The verb was pressed, or Ctrl+Enter. The sheet stays until `close`.
    void confirmed();
    /// Cancel, Esc or the scrim. The sheet closes.
    void cancelled();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    struct Private;

    void place();
    void confirm();
    void cancel();
    void showVerbState();
    void restInputs();
    void keepKeyboard(QWidget *now);
    bool takeKey(QWidget *focused, QKeyEvent &key);

    std::unique_ptr<Private> m_d;
};

} // namespace slipway::widgets
