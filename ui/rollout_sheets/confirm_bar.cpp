#include "rollout_sheets/confirm_bar.h"

#include "rollout_sheets/parts.h"
#include "theme/icons.h"
#include "widgets/announce.h"
#include "widgets/plain_words.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::rollout_sheets {

namespace {

constexpr int fieldWidth = 256;

} // namespace

ConfirmBar::ConfirmBar(const QString &actor, QWidget *parent)
    : QWidget(parent)
    , m_typing(new QWidget)
    , m_ask(words({}, theme::FontRole::Small, QPalette::PlaceholderText))
    , m_field(new QLineEdit)
    , m_same(new QWidget)
    , m_words(words({}, theme::FontRole::Mono, QPalette::PlaceholderText))
    , m_copy(new QToolButton)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    layOutTyping();
    column->addWidget(m_typing);
    layOutCommand();
    auto *same = new QHBoxLayout;
    same->setSpacing(8);
    same->addWidget(m_same, 1);
    same->addStretch(0);
    QLabel *recorded =
        words(tr("Recorded in Activity as %1").arg(actor), theme::FontRole::Small, QPalette::PlaceholderText);
    recorded->setWordWrap(false);
    same->addWidget(recorded, 0, Qt::AlignTop | Qt::AlignRight);
    column->addLayout(same);
}

void ConfirmBar::layOutTyping()
{
    auto *row = new QHBoxLayout(m_typing);
    row->setContentsMargins({});
    row->setSpacing(12);
    m_field->setObjectName(u"typeToConfirm"_s);
    m_field->setMinimumWidth(fieldWidth);
    m_ask->setBuddy(m_field);
    m_ask->setWordWrap(false);
    row->addWidget(m_ask);
    row->addWidget(m_field);
    row->addStretch(1);
    m_check = m_field->addAction(theme::icon(u"action-check"_s), QLineEdit::TrailingPosition);
    m_check->setText(tr("The name is right"));
    m_check->setVisible(false);
    connect(m_field, &QLineEdit::textChanged, this, [this] {
        showMatch();
        emit typedChanged();
    });
}

void ConfirmBar::layOutCommand()
{
    auto *row = new QHBoxLayout(m_same);
    row->setContentsMargins({});
    row->setSpacing(8);
    QLabel *same = words(tr("Same as"), theme::FontRole::Small, QPalette::PlaceholderText);
    same->setWordWrap(false);
    row->addWidget(same, 0, Qt::AlignTop);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_words->setObjectName(u"command"_s);
    row->addWidget(m_words, 1);
    m_copy->setAutoRaise(true);
    m_copy->setIcon(theme::icon(u"action-copy"_s));
    m_copy->setAccessibleName(tr("Copy the command"));
    m_copy->setToolTip(tr("Copy the command (Space)"));
    row->addWidget(m_copy, 0, Qt::AlignTop);
    connect(m_copy, &QToolButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_command);
        widgets::announce(*m_copy, tr("Command copied"));
    });
}

void ConfirmBar::setExpected(const QString &name)
{
    m_expected = name;
    m_typing->setVisible(!name.isEmpty());
    m_ask->setText(tr("Type %1 to confirm").arg(name));
    m_field->setAccessibleName(m_ask->text());
    showMatch();
}

void ConfirmBar::setCommand(const QString &command)
{
    m_command = command;
    m_same->setVisible(!command.isEmpty());
    m_words->setText(breakable(command));
    m_words->setAccessibleName(command);
}

QString ConfirmBar::typed() const
{
    return m_field->text().trimmed();
}

void ConfirmBar::showMatch()
{
    m_check->setVisible(!m_expected.isEmpty() && typed() == m_expected);
}

} // namespace slipway::rollout_sheets
