#include "shell/accounts_dialog.h"

#include "shell/account_row.h"
#include "widgets/plain_words.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace slipway::shell {

AccountsDialog::AccountsDialog(AccountsPort &accounts, QWidget *parent)
    : QDialog(parent)
    , m_accounts(accounts)
    , m_rows(new QVBoxLayout)
    , m_keeper(new QLabel(this))
{
    setWindowTitle(tr("Accounts"));
    setAccessibleName(windowTitle());
    setAttribute(Qt::WA_DeleteOnClose);
    resize(760, 560);
    layOut();
    connect(&accounts, &AccountsPort::changed, this, &AccountsDialog::renew);
    renew();
}

void AccountsDialog::layOut()
{
    widgets::showAsWritten(*m_keeper);
    m_keeper->setWordWrap(true);
    m_keeper->setContentsMargins(16, 0, 16, 0);

    auto *content = new QWidget(this);
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    content->setLayout(m_rows);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    m_rows->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    auto *buttons = new QDialogButtonBox(this);
    auto *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setAccessibleName(tr("Close accounts"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 16);
    column->setSpacing(12);
    column->addWidget(scroll, 1);
    column->addWidget(m_keeper);
    column->addWidget(buttons);
    buttons->setContentsMargins(16, 0, 16, 0);
}

void AccountsDialog::renew()
{
    for (const AccountLine &line : m_accounts.accounts())
        rowOf(line)->setLine(line);
    m_keeper->setText(m_accounts.keeperSentence());
}

AccountRow *AccountsDialog::rowOf(const AccountLine &line)
{
    if (AccountRow *known = m_byId.value(line.id))
        return known;
    auto *row = new AccountRow(line, this);
    m_rows->insertWidget(m_rows->count() - 1, row);
    m_byId.insert(line.id, row);
    connect(row, &AccountRow::saveRequested, this,
            [this](const QString &id, const base::Secret &token) { m_accounts.save(id, token); });
    connect(row, &AccountRow::testRequested, this, [this](const QString &id) { m_accounts.test(id); });
    connect(row, &AccountRow::signOutRequested, this, [this](const QString &id) { m_accounts.signOut(id); });
    return row;
}

} // namespace slipway::shell
