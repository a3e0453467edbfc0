#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace slipway::rollout_sheets {

/// What a person types to confirm, the provider's command for the same, and who it is recorded as.
class ConfirmBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ConfirmBar(const QString &actor, QWidget *parent = nullptr);
    /// Empty: nothing needs to be typed. What was typed stays.
    void setExpected(const QString &name);
    /// Empty: there is none.
    void setCommand(const QString &command);
    QString typed() const;

Q_SIGNALS:
    void typedChanged();

private:
    void layOutTyping();
    void layOutCommand();
    void showMatch();

    QString m_expected;
    QString m_command;
    QWidget *m_typing = nullptr;
    QLabel *m_ask = nullptr;
    QLineEdit *m_field = nullptr;
    QAction *m_check = nullptr;
    QWidget *m_same = nullptr;
    QLabel *m_words = nullptr;
    QToolButton *m_copy = nullptr;
};

} // namespace slipway::rollout_sheets
