#include "shell/account_row.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "widgets/plain_words.h"
#include "widgets/status_chip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace slipway::shell {

namespace {

constexpr int tile = 34;

} // namespace

AccountRow::AccountRow(const AccountLine &line, QWidget *parent)
    : QWidget(parent)
    , m_line(line)
    , m_name(new QLabel(line.provider, this))
    , m_state(new widgets::StatusChip(this))
    , m_detail(new QLabel(this))
    , m_token(new QLineEdit(this))
    , m_save(new QPushButton(tr("Save token"), this))
    , m_test(new QPushButton(tr("Test"), this))
    , m_signOut(new QPushButton(tr("Sign out"), this))
{
    setAccessibleName(line.provider);
    makeControls();
    layOut();
    setLine(line);
}

void AccountRow::makeControls()
{
    m_name->setFont(theme::font(theme::FontRole::Section));
    m_detail->setFont(theme::font(theme::FontRole::Small));
    widgets::showAsWritten(*m_detail);
    m_detail->setWordWrap(true);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_token->setPlaceholderText(tr("Paste a token"));
    m_token->setAccessibleName(tr("Token for %1").arg(m_line.provider));
    m_save->setAccessibleName(tr("Save token for %1").arg(m_line.provider));
    m_test->setAccessibleName(tr("Test %1").arg(m_line.provider));
    m_signOut->setAccessibleName(tr("Sign out of %1").arg(m_line.provider));
    theme::setTone(*m_signOut, theme::Tone::Quiet);
    for (QPushButton *button : {m_save, m_test, m_signOut})
        button->setAutoDefault(false);
    connect(m_token, &QLineEdit::textChanged, this, &AccountRow::renewButtons);
    connect(m_token, &QLineEdit::returnPressed, this, &AccountRow::save);
    connect(m_save, &QPushButton::clicked, this, &AccountRow::save);
    connect(m_test, &QPushButton::clicked, this, [this] { emit testRequested(m_line.id); });
    connect(m_signOut, &QPushButton::clicked, this, [this] { emit signOutRequested(m_line.id); });
}

void AccountRow::layOut()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_name);
    head->addWidget(m_state);
    head->addStretch();
    head->addWidget(m_test);
    head->addWidget(m_signOut);
    auto *entry = new QHBoxLayout;
    entry->addWidget(m_token, 1);
    entry->addWidget(m_save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::gutter + tile + 14, 12, theme::gutter, 14);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(m_detail);
    column->addLayout(entry);
}

void AccountRow::setLine(const AccountLine &line)
{
    m_line = line;
    m_state->setStatus(line.tone, line.state);
    m_detail->setText(line.detail.isEmpty() ? line.needs : line.detail);
    m_detail->setToolTip(line.needs);
    renewButtons();
    update();
}

void AccountRow::renewButtons()
{
    for (QWidget *control : {static_cast<QWidget *>(m_token), static_cast<QWidget *>(m_save),
                             static_cast<QWidget *>(m_test), static_cast<QWidget *>(m_signOut)})
        control->setVisible(m_line.canChange);
    m_save->setEnabled(!m_line.isBusy && !m_token->text().isEmpty());
    m_test->setEnabled(!m_line.isBusy && m_line.isSignedIn);
    m_signOut->setEnabled(!m_line.isBusy && m_line.isSignedIn);
    m_token->setEnabled(!m_line.isBusy);
}

void AccountRow::save()
{
    if (m_line.isBusy || m_token->text().isEmpty())
        return;
    const base::Secret token = base::Secret::take(m_token->text().toUtf8());
    m_token->clear();
    emit saveRequested(m_line.id, token);
}

void AccountRow::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    const QRectF square(theme::gutter, 14, tile, tile);
    theme::paintBox(painter, square, theme::controlRadius, colours.sunken, {});
    theme::paintIcon(painter, square.adjusted(8, 8, -8, -8), m_line.icon, colours.text2);
    theme::paintHairline(painter, rect(), Qt::BottomEdge, colours.line1);
}

} // namespace slipway::shell
