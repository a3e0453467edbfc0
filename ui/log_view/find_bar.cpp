#include "log_view/find_bar.h"

#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace slipway::log_view {

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 8, 4);
    row->setSpacing(4);
    m_text->setPlaceholderText(tr("Find in the logs of this run"));
    m_text->setAccessibleName(tr("Find in log"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(theme::icon(u"action-search"_s), QLineEdit::LeadingPosition);
    theme::setCompact(*m_text);
    row->addWidget(m_text, 1);
    m_case = addChoice(u"Aa"_s, tr("Match case"));
    m_pattern = addChoice(u".*"_s, tr("Regular expression"));
    m_words = new QLabel(this);
    widgets::showAsWritten(*m_words);
    m_words->setMinimumWidth(fontMetrics().horizontalAdvance(u"000 000 / 000 000"_s));
    row->addWidget(m_words);
    QToolButton *previous = addButton(u"chevron-right"_s, tr("Previous match"), QKeySequence(u"Shift+F3"_s));
    previous->setArrowType(Qt::UpArrow);
    QToolButton *next = addButton(u"chevron-down"_s, tr("Next match"), QKeySequence(u"F3"_s));
    next->setArrowType(Qt::DownArrow);
    QToolButton *close = addButton(u"action-close"_s, tr("Close find"), QKeySequence(Qt::Key_Escape));
    connect(previous, &QToolButton::clicked, this, &FindBar::previousRequested);
    connect(next, &QToolButton::clicked, this, &FindBar::nextRequested);
    connect(close, &QToolButton::clicked, this, &FindBar::closed);
    connect(m_text, &QLineEdit::textChanged, this, &FindBar::queryChanged);
}

QToolButton *FindBar::addButton(const QString &icon, const QString &words, const QKeySequence &keys)
{
    auto *button = new QToolButton(this);
    button->setIcon(theme::icon(icon));
    button->setAutoRaise(true);
    button->setAccessibleName(words);
    button->setToolTip(u"%1 (%2)"_s.arg(words, keys.toString(QKeySequence::NativeText)));
    layout()->addWidget(button);
    return button;
}

QToolButton *FindBar::addChoice(const QString &sign, const QString &words)
{
    auto *button = new QToolButton(this);
    button->setText(sign);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setAccessibleName(words);
    button->setToolTip(words);
    layout()->addWidget(button);
    connect(button, &QToolButton::toggled, this, &FindBar::queryChanged);
    return button;
}

logs::Query FindBar::query() const
{
    return {m_text->text(), m_case->isChecked(), m_pattern->isChecked()};
}

void FindBar::setQuery(const logs::Query &query)
{
    const QSignalBlocker ofText(m_text);
    const QSignalBlocker ofCase(m_case);
    const QSignalBlocker ofPattern(m_pattern);
    if (m_text->text() != query.text)
        m_text->setText(query.text);
    m_case->setChecked(query.isCaseSensitive);
    m_pattern->setChecked(query.isPattern);
}

void FindBar::setWords(const QString &words, bool isWrong)
{
    const theme::Tokens &tokens = theme::tokens(palette());
    QPalette own = palette();
    own.setColor(QPalette::WindowText, isWrong ? tokens.failure.fg : tokens.text2);
    m_words->setPalette(own);
    m_words->setText(words);
}

QString FindBar::words() const
{
    return m_words->text();
}

void FindBar::open()
{
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers() & Qt::ShiftModifier)
        Q_EMIT previousRequested();
    else if (isEnter)
        Q_EMIT nextRequested();
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

void FindBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const theme::Tokens &tokens = theme::tokens(palette());
    painter.fillRect(rect(), tokens.header);
    theme::paintHairline(painter, rect(), Qt::BottomEdge, tokens.line1);
}

} // namespace slipway::log_view
