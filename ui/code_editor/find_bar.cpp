#include "code_editor/find_bar.h"

#include "code_editor/text_sync.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "widgets/plain_words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

QString tipOf(const QString &name, const QKeySequence &keys)
{
    return keys.isEmpty() ? name : u"%1 (%2)"_s.arg(name, keys.toString(QKeySequence::NativeText));
}

} // namespace

FindBar::FindBar(TextArea &area, TextSync &sync, QWidget *parent)
    : QWidget(parent)
    , m_area(area)
    , m_sync(sync)
{
    setAccessibleName(tr("Find and replace"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 5, 8, 5);
    column->setSpacing(4);
    buildFindRow();
    buildReplaceRow();
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &FindBar::search);
    connect(&sync, &TextSync::settled, this, [this] {
        if (isVisible())
            m_later.start();
    });
    hide();
}

void FindBar::buildFindRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
    m_words = new QLineEdit(this);
    m_words->setPlaceholderText(tr("Find"));
    m_words->setAccessibleName(tr("Find"));
    m_words->setClearButtonEnabled(true);
    m_words->setMinimumWidth(180);
    theme::setCompact(*m_words);
    m_case = addToggle(u"Aa"_s, tr("Match case"), Qt::ALT | Qt::Key_C);
    m_word = addToggle(u"W"_s, tr("Whole words"), Qt::ALT | Qt::Key_W);
    m_expression = addToggle(u".*"_s, tr("Regular expression"), Qt::ALT | Qt::Key_R);
    m_count = new QLabel(this);
    widgets::showAsWritten(*m_count);
    m_count->setMinimumWidth(80);
    auto *back = addButton(u"chevron-down"_s, tr("Previous match (Shift+Enter)"));
    back->setArrowType(Qt::UpArrow);
    auto *on = addButton(u"chevron-down"_s, tr("Next match (Enter)"));
    on->setArrowType(Qt::DownArrow);
    auto *shut = addButton(u"action-close"_s, tr("Close (Esc)"));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_words, m_case, m_word, m_expression, m_count, back, on})
        row->addWidget(widget);
    row->addStretch(1);
    row->addWidget(shut);
    row->setStretchFactor(m_words, 2);
    connect(m_words, &QLineEdit::textChanged, this, [this] {
        search();
        goTo(matchFrom(m_area.textCursor().selectionStart(), true));
    });
    connect(back, &QToolButton::clicked, this, [this] { step(false); });
    connect(on, &QToolButton::clicked, this, [this] { step(true); });
    connect(shut, &QToolButton::clicked, this, &FindBar::close);
}

void FindBar::buildReplaceRow()
{
    m_replaceRow = new QWidget(this);
    auto *row = new QHBoxLayout(m_replaceRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    m_replacement = new QLineEdit(m_replaceRow);
    m_replacement->setPlaceholderText(tr("Replace with"));
    m_replacement->setAccessibleName(tr("Replace with"));
    m_replacement->setMinimumWidth(180);
    theme::setCompact(*m_replacement);
    auto *one = new QPushButton(tr("Replace"), m_replaceRow);
    auto *each = new QPushButton(tr("Replace all"), m_replaceRow);
    for (QPushButton *button : {one, each}) {
        theme::setCompact(*button);
        button->setAutoDefault(false);
    }
    row->addWidget(m_replacement, 2);
    row->addWidget(one);
    row->addWidget(each);
    row->addStretch(1);
    layout()->addWidget(m_replaceRow);
    connect(one, &QPushButton::clicked, this, &FindBar::replaceOne);
    connect(each, &QPushButton::clicked, this, &FindBar::replaceEach);
}

QToolButton *FindBar::addToggle(const QString &text, const QString &name, const QKeySequence &keys)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setShortcut(keys);
    button->setToolTip(tipOf(name, keys));
    button->setFocusPolicy(Qt::TabFocus);
    theme::setCompact(*button);
    connect(button, &QToolButton::toggled, this, &FindBar::search);
    return button;
}

QToolButton *FindBar::addButton(const QString &icon, const QString &name)
{
    auto *button = new QToolButton(this);
    button->setIcon(theme::icon(icon));
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFocusPolicy(Qt::TabFocus);
    theme::setCompact(*button);
    return button;
}

void FindBar::open(bool withReplace)
{
    m_replaceRow->setVisible(withReplace && !m_area.isReadOnly());
    show();
    const QString selected = m_area.textCursor().selectedText();
    if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator))
        m_words->setText(selected);
    search();
    m_words->selectAll();
    m_words->setFocus(Qt::ShortcutFocusReason);
}

void FindBar::close()
{
    hide();
    m_matches.clear();
    m_area.setMatches({}, -1);
    m_area.setFocus(Qt::OtherFocusReason);
}

Search FindBar::wanted() const
{
    return {m_words->text(), m_case->isChecked(), m_word->isChecked(), m_expression->isChecked()};
}

void FindBar::search()
{
    auto found = findAll(wanted(), m_sync.map().text());
    m_matches = found ? std::move(*found) : std::vector<Span>();
    const QTextCursor cursor = m_area.textCursor();
    const Span selected{cursor.selectionStart(), cursor.selectionEnd()};
    const auto at = std::ranges::find(m_matches, selected);
    m_current = at == m_matches.end() ? -1 : static_cast<int>(at - m_matches.begin());
    m_area.setMatches(m_matches, m_current);
    if (found)
        showCount();
    else
        m_count->setText(found.error().message);
}

void FindBar::showCount()
{
    const auto count = static_cast<int>(m_matches.size());
    if (m_words->text().isEmpty())
        m_count->clear();
    else if (count == 0)
        m_count->setText(tr("No matches"));
    else if (m_current >= 0)
        m_count->setText(tr("%1 of %2").arg(m_current + 1).arg(count));
    else
        m_count->setText(count == 1 ? tr("1 match") : tr("%1 matches").arg(count));
}

int FindBar::matchFrom(int position, bool forward) const
{
    if (m_matches.empty())
        return -1;
    const auto at = std::ranges::lower_bound(m_matches, position, {}, &Span::begin);
    const auto index = static_cast<int>(at - m_matches.begin());
    const auto count = static_cast<int>(m_matches.size());
    return forward ? index % count : (index + count - 1) % count;
}

void FindBar::goTo(int match)
{
    m_current = match;
    if (match >= 0)
        m_area.reveal(m_matches[static_cast<size_t>(match)], true);
    m_area.setMatches(m_matches, match);
    if (match >= 0)
        showCount();
}

void FindBar::step(bool forward)
{
    if (!isVisible())
        search();
    const QTextCursor cursor = m_area.textCursor();
    goTo(matchFrom(forward ? cursor.selectionEnd() : cursor.selectionStart(), forward));
}

void FindBar::replaceOne()
{
    if (m_current < 0) {
        step(true);
        return;
    }
    const int begin = m_matches[static_cast<size_t>(m_current)].begin;
    m_sync.flush();
    const auto edits = replaceAll(wanted(), m_sync.map().text(), m_replacement->text(), begin);
    if (!edits || edits->empty())
        return;
    m_sync.edit(*edits, tr("Replace"));
    search();
    goTo(matchFrom(begin + static_cast<int>(edits->front().added.size()), true));
}

void FindBar::replaceEach()
{
    m_sync.flush();
    const auto edits = replaceAll(wanted(), m_sync.map().text(), m_replacement->text());
    if (!edits || edits->empty())
        return;
    m_sync.edit(*edits, tr("Replace all"));
    search();
    m_count->setText(tr("%n replaced", nullptr, static_cast<int>(edits->size())));
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        close();
    else if (isEnter && m_replacement->hasFocus())
        replaceOne();
    else if (isEnter && m_words->hasFocus())
        step(!(event->modifiers() & Qt::ShiftModifier));
    else
        QWidget::keyPressEvent(event);
}

void FindBar::paintEvent(QPaintEvent *)
{
    const theme::Tokens &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.header);
    theme::paintHairline(painter, rect(), Qt::TopEdge, tokens.line2);
}

} // namespace slipway::code_editor
