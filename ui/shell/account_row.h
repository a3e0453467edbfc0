#pragma once

#include "shell/accounts_port.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace slipway::widgets {
class StatusChip;
}

namespace slipway::shell {

/// One provider in the Accounts dialog: how it stands, and a field for a token that is never shown.
class AccountRow final : public QWidget
{
    Q_OBJECT

public:
    AccountRow(const AccountLine &line, QWidget *parent);

    void setLine(const AccountLine &line);

Q_SIGNALS:
    void saveRequested(const QString &id, const slipway::base::Secret &token);
    void testRequested(const QString &id);
    void signOutRequested(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void makeControls();
    void layOut();
    void save();
    void renewButtons();

    AccountLine m_line;
    QLabel *m_name = nullptr;
    widgets::StatusChip *m_state = nullptr;
    QLabel *m_detail = nullptr;
    QLineEdit *m_token = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_signOut = nullptr;
};

} // namespace slipway::shell
