#include "code_editor/problem_banner.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

constexpr int verticalGap = 2;
constexpr int iconSize = 14;
/// After the last letter, until a banner may open below a line that had none.
constexpr int calmMilliseconds = 700;

const theme::StatusColours &coloursOf(diagnostics::Severity severity, const theme::Tokens &tokens)
{
    switch (severity) {
    case diagnostics::Severity::Error: return tokens.failure;
    case diagnostics::Severity::Warning: return tokens.warning;
    case diagnostics::Severity::Hint: break;
    }
    return tokens.queued;
}

QString iconOf(diagnostics::Severity severity)
{
    switch (severity) {
    case diagnostics::Severity::Error: return u"status-failure"_s;
    case diagnostics::Severity::Warning: return u"status-warning"_s;
    case diagnostics::Severity::Hint: break;
    }
    return u"status-info"_s;
}

} // namespace

ProblemBanner::ProblemBanner(TextArea &area, Problems &problems)
    : QWidget(area.viewport())
    , m_area(area)
    , m_problems(problems)
    , m_sentence(new QLabel(this))
    , m_fix(new QPushButton(this))
    , m_ignore(new QPushButton(tr("Ignore here…"), this))
{
    setFont(theme::font(theme::FontRole::Small));
    widgets::showAsWritten(*m_sentence);
    for (QPushButton *button : {m_fix, m_ignore}) {
        theme::setCompact(*button);
        button->setFocusPolicy(Qt::NoFocus);
        button->setCursor(Qt::ArrowCursor);
    }
    m_ignore->setToolTip(tr("Add a comment that silences this rule here or in the whole file (Ctrl+.)"));
    theme::setTone(*m_ignore, theme::Tone::Quiet);
    setCursor(Qt::ArrowCursor);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8 + iconSize + 6, 1, 6, 1);
    row->setSpacing(6);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_fix);
    row->addWidget(m_ignore);
    m_sentence->setMinimumWidth(0);
    m_sentence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    connect(m_fix, &QPushButton::clicked, this, [this] { m_problems.fix(m_index); });
    connect(m_ignore, &QPushButton::clicked, this, &ProblemBanner::askHowToIgnore);
    connect(&area, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        // Under a pressed button the text stays where it is.
        if (QGuiApplication::mouseButtons() == Qt::NoButton)
            follow();
    });
    connect(&area, &TextArea::moved, this, &ProblemBanner::place);
    connect(&area, &QPlainTextEdit::updateRequest, this, &ProblemBanner::place);
    connect(&problems, &Problems::changed, this, &ProblemBanner::follow);
    m_typing.setSingleShot(true);
    m_typing.setInterval(calmMilliseconds);
    connect(&m_typing, &QTimer::timeout, this, &ProblemBanner::follow);
    connect(area.document(), &QTextDocument::contentsChange, this, [this] {
        if (m_area.hasFocus() && !m_area.isReadOnly())
            m_typing.start();
    });
    area.viewport()->installEventFilter(this);
    hide();
}

bool ProblemBanner::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonRelease)
        QMetaObject::invokeMethod(this, &ProblemBanner::follow, Qt::QueuedConnection);
    return false;
}

void ProblemBanner::follow()
{
    const QTextCursor cursor = m_area.textCursor();
    const auto indices = m_problems.at(cursor.position(), false);
    const auto exact = m_problems.at(cursor.position(), true);
    m_index = indices.empty() ? -1 : indices.front();
    for (const int index : exact) {
        if (std::ranges::find(indices, index) != indices.end()) {
            m_index = index;
            break;
        }
    }
    const auto *finding = m_problems.finding(m_index);
    if (m_typing.isActive() && m_block != cursor.block())
        finding = nullptr;
    m_block = finding ? cursor.block() : QTextBlock();
    if (!finding) {
        m_area.setRoom({}, 0);
        hide();
        return;
    }
    showFinding(*finding, indices.size());
    m_area.setRoom(m_block, sizeHint().height() + 2 * verticalGap);
    place();
}

void ProblemBanner::showFinding(const diagnostics::Finding &finding, size_t count)
{
    m_severity = finding.severity;
    m_words = finding.message;
    if (count > 1)
        m_words = tr("%1 (and %n more)", nullptr, static_cast<int>(count) - 1).arg(m_words);
    const auto &colours = coloursOf(m_severity, theme::tokens(palette()));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_sentence, m_ignore}) {
        QPalette words = widget->palette();
        words.setColor(QPalette::WindowText, colours.fg);
        words.setColor(QPalette::Text, colours.fg);
        words.setColor(QPalette::ButtonText, colours.fg);
        widget->setPalette(words);
    }
    m_sentence->setToolTip(widgets::plainTip(m_words));
    m_sentence->setAccessibleName(m_words);
    setAccessibleName(m_words);
    widgets::offer(*m_fix, finding.fix ? widgets::plainTitle(finding.fix->title) : QString());
    m_fix->setMaximumWidth(m_area.viewport()->width() / 3);
    m_fix->setToolTip(tr("Apply this fix (Ctrl+.)"));
    m_fix->setEnabled(!m_area.isReadOnly());
    m_ignore->setVisible(!m_area.isReadOnly());
    update();
}

void ProblemBanner::place()
{
    if (!m_block.isValid() || !m_block.isVisible()) {
        hide();
        return;
    }
    const QRect room = m_area.roomRect(m_block);
    const bool isInSight = room.height() > 0 && room.bottom() >= 0 && room.top() <= m_area.viewport()->height();
    if (isInSight) {
        const int left = static_cast<int>(m_area.document()->documentMargin());
        setGeometry(left, room.top() + verticalGap, room.width() - left - 8, room.height() - 2 * verticalGap);
        m_sentence->setText(
            m_sentence->fontMetrics().elidedText(m_words, Qt::ElideRight, std::max(20, m_sentence->width())));
    }
    setVisible(isInSight);
}

void ProblemBanner::askHowToIgnore()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const int index = m_index;
    connect(menu->addAction(tr("On this line")), &QAction::triggered, this,
            [this, index] { m_problems.ignore(index, false); });
    connect(menu->addAction(tr("In this file")), &QAction::triggered, this,
            [this, index] { m_problems.ignore(index, true); });
    menu->popup(m_ignore->mapToGlobal(QPoint(0, m_ignore->height())));
}

void ProblemBanner::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_block.isValid())
        follow();
}

void ProblemBanner::paintEvent(QPaintEvent *)
{
    const auto &colours = coloursOf(m_severity, theme::tokens(palette()));
    QPainter painter(this);
    theme::paintBox(painter, rect(), theme::textChipRadius, colours.bg, {});
    theme::paintIcon(painter, QRectF(8, 0, iconSize, height()), iconOf(m_severity), colours.solid);
}

} // namespace slipway::code_editor
