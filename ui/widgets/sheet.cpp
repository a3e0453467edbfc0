#include "widgets/sheet.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/banner.h"
#include "widgets/plain_words.h"
#include "widgets/sheet_accessible.h"
#include "widgets/sheet_card.h"
#include "widgets/sheet_keys.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace slipway::widgets {

namespace {

constexpr int usualWidth = 820;
constexpr int usualTop = 88;
constexpr int leastMargin = 16;
constexpr int leastBody = 96;

} // namespace

struct Sheet::Private {
    QPointer<QWidget> before;
    QPointer<QWidget> firstFocus;
    QPointer<QWidget> lastInside;
    /// Inputs that are off while it is busy.
    QList<QPointer<QWidget>> resting;
    QString iconName;
    QString obstacle;
    QString busy;
    bool isDanger = false;
    bool isOpen = false;

    SheetCard *card = nullptr;
};

Sheet::Sheet(QWidget *over)
    : QWidget(over->window())
    , m_d(std::make_unique<Private>())
{
    installSheetAccessibility();
    hide();
    setAttribute(Qt::WA_DeleteOnClose);
    setFocusPolicy(Qt::NoFocus);
    m_d->before = over;
    m_d->card = new SheetCard(this);
    m_d->card->setFonts(font());
    connect(m_d->card->cancel, &QPushButton::clicked, this, &Sheet::cancel);
    connect(m_d->card->verb, &QPushButton::clicked, this, &Sheet::confirm);
    m_d->card->installEventFilter(this);
    m_d->card->content->installEventFilter(this);
    window()->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { keepKeyboard(now); });
}

Sheet::~Sheet()
{
    // A part that has the keyboard tells of losing it while it dies, when what is told of is gone already.
    disconnect(qApp, nullptr, this, nullptr);
}

void Sheet::setTitle(const QString &title, const QString &icon)
{
    m_d->card->title->setText(title);
    m_d->card->title->show();
    m_d->iconName = icon;
    m_d->card->icon->setVisible(!icon.isEmpty());
    setAccessibleName(title);
    QEvent dressed(QEvent::PaletteChange);
    changeEvent(&dressed);
}

void Sheet::setSubtitle(const QString &words)
{
    m_d->card->subtitle->setText(words);
    m_d->card->subtitle->setVisible(!words.isEmpty());
    setAccessibleDescription(words);
}

QVBoxLayout *Sheet::body() const
{
    return m_d->card->body;
}

QVBoxLayout *Sheet::footer() const
{
    m_d->card->extra->show();
    return m_d->card->extraColumn;
}

QPushButton *Sheet::verb() const
{
    return m_d->card->verb;
}

void Sheet::setVerb(const QString &words, bool isDanger)
{
    m_d->isDanger = isDanger;
    offer(*m_d->card->verb, words);
    theme::setTone(*m_d->card->verb, isDanger ? theme::Tone::Danger : theme::Tone::Primary);
    m_d->card->verb->setToolTip(
        plainTip(tr("%1 (%2)").arg(words, QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText))));
    showVerbState();
}

void Sheet::setObstacle(const QString &words)
{
    m_d->obstacle = words;
    showVerbState();
}

void Sheet::setBusy(const QString &words)
{
    if (!words.isEmpty() && words != m_d->busy)
        announceInSheet(*this, words, false);
    m_d->busy = words;
    showVerbState();
}

void Sheet::showVerbState()
{
    const QString &words = m_d->busy.isEmpty() ? m_d->obstacle : m_d->busy;
    QWidget *focused = QApplication::focusWidget();
    const bool losesKeyboard = focused && isAncestorOf(focused) && focused != m_d->card->cancel
        && (focused == m_d->card->verb || !m_d->busy.isEmpty());
    m_d->card->ring->setVisible(!m_d->busy.isEmpty());
    m_d->card->note->setText(words);
    m_d->card->note->setVisible(!words.isEmpty());
    m_d->card->verb->setEnabled(words.isEmpty());
    m_d->card->verb->setAccessibleDescription(words);
    if (losesKeyboard && !words.isEmpty())
        m_d->card->cancel->setFocus();
    restInputs();
}

/// What is read stays legible while it works; what is typed would come too late.
void Sheet::restInputs()
{
    if (m_d->busy.isEmpty()) {
        for (const QPointer<QWidget> &input : std::exchange(m_d->resting, {}))
            if (input)
                input->setEnabled(true);
        return;
    }
    for (QWidget *part : m_d->card->content->findChildren<QWidget *>() + m_d->card->extra->findChildren<QWidget *>()) {
        const bool isInput = (part->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && !qobject_cast<QLabel *>(part)
            && !qobject_cast<QAbstractItemView *>(part);
        if (isInput && part->isEnabled()) {
            m_d->resting.append(part);
            part->setEnabled(false);
        }
    }
}

void Sheet::setFailure(const QString &words)
{
    m_d->card->failure->setVisible(!words.isEmpty());
    if (!words.isEmpty()) {
        m_d->card->failure->setMessage(base::Status::Failure, words);
        announceInSheet(*this, words, true);
    }
    place();
}

void Sheet::setFirstFocus(QWidget *widget)
{
    m_d->firstFocus = widget;
}

void Sheet::open()
{
    if (QWidget *focused = QApplication::focusWidget(); focused && focused->window() == window())
        m_d->before = focused;
    m_d->isOpen = true;
    qApp->installEventFilter(this);
    setGeometry(window()->rect());
    show();
    raise();
    place();
    QWidget *first = m_d->firstFocus ? m_d->firstFocus.data() : m_d->card->cancel;
    first->setFocus(Qt::PopupFocusReason);
    m_d->lastInside = first;
    announceDialog(*this, true);
}

/// Grows with what it says, up to the window; beyond that the body scrolls.
void Sheet::place()
{
    if (!m_d->isOpen)
        return;
    const int scaled = qRound(usualWidth * theme::textScale(font()));
    const int width = std::min(scaled, this->width() - 2 * leastMargin);
    const int inside = width - 2;
    const int others = m_d->card->fixedHeight(inside);
    const int wanted = m_d->card->wantedHeight(inside);
    const int room = height() - leastMargin;
    const int top = std::clamp(room - others - wanted, leastMargin, std::max(leastMargin, usualTop));
    const int shown = std::min(wanted, std::max(leastBody, room - top - others));
    m_d->card->scroll->setFocusPolicy(shown < wanted ? Qt::StrongFocus : Qt::NoFocus);
    m_d->card->setGeometry((this->width() - width) / 2, top, width, std::min(others + shown, height() - top));
    update();
}

void Sheet::confirm()
{
    if (m_d->card->verb->isVisible() && m_d->card->verb->isEnabled())
        emit confirmed();
}

void Sheet::cancel()
{
    emit cancelled();
    close();
}

void Sheet::keepKeyboard(QWidget *now)
{
    if (!m_d->isOpen || !now || now->window() != window())
        return;
    if (isAncestorOf(now)) {
        m_d->lastInside = now;
        return;
    }
    for (const QWidget *at = now; at; at = at->parentWidget())
        if (qobject_cast<const Sheet *>(at))
            return;
    (m_d->lastInside ? m_d->lastInside.data() : m_d->card->cancel)->setFocus(Qt::OtherFocusReason);
}

bool Sheet::takeKey(QWidget *focused, QKeyEvent &key)
{
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    if (isEnter && (key.modifiers() & ~Qt::KeypadModifier) == Qt::ControlModifier) {
        if (!key.isAutoRepeat())
            confirm();
        return true;
    }
    if (!isEnter || key.modifiers().testFlag(Qt::ControlModifier))
        return false;
    if (focused == m_d->card->cancel) {
        cancel();
        return true;
    }
    if (focused != m_d->card->verb)
        return false;
    if (!m_d->isDanger && !key.isAutoRepeat())
        confirm();
    return true;
}

bool Sheet::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        place();
    return QWidget::event(event);
}

bool Sheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == window() && event->type() == QEvent::Resize)
        setGeometry(window()->rect());
    const bool isPart = watched == m_d->card || watched == m_d->card->content;
    if (isPart && event->type() == QEvent::LayoutRequest)
        place();
    auto *widget = qobject_cast<QWidget *>(watched);
    if (!m_d->isOpen || !widget || !isAncestorOf(widget))
        return false;
    if (event->type() == QEvent::ShortcutOverride && !isKeyOfPart(*this, *static_cast<QKeyEvent *>(event))) {
        event->accept();
        return false;
    }
    return event->type() == QEvent::KeyPress && widget == QApplication::focusWidget()
        && takeKey(widget, *static_cast<QKeyEvent *>(event));
}

void Sheet::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    const QRectF card = m_d->card->geometry();
    QPainter painter(this);
    painter.fillRect(rect(), colours.scrim);
    theme::paintShadow(painter, card, theme::popoverRadius, colours.isDark);
    theme::paintBox(painter, card, theme::popoverRadius, colours.base, colours.line2);
    const QRectF foot = QRectF(m_d->card->foot->geometry()).translated(card.topLeft());
    painter.save();
    painter.setClipRect(foot);
    theme::paintBox(painter, card, theme::popoverRadius, colours.header, colours.line2);
    painter.restore();
    theme::paintHairline(painter, foot, Qt::TopEdge, colours.line2);
    const QRectF head = QRectF(m_d->card->head->geometry()).translated(card.topLeft());
    theme::paintHairline(painter, head, Qt::BottomEdge, colours.line1);
}

void Sheet::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void Sheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        cancel();
    // What no part wanted stays here: the page behind must not act on it.
    event->accept();
}

void Sheet::mousePressEvent(QMouseEvent *event)
{
    if (m_d->busy.isEmpty() && !m_d->card->geometry().contains(event->position().toPoint()))
        cancel();
    event->accept();
}

void Sheet::closeEvent(QCloseEvent *event)
{
    m_d->isOpen = false;
    qApp->removeEventFilter(this);
    announceDialog(*this, false);
    QWidget::closeEvent(event);
    if (m_d->before && m_d->before->isVisible())
        m_d->before->setFocus(Qt::PopupFocusReason);
}

void Sheet::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (!m_d)
        return;
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) {
        m_d->card->setFonts(font());
        place();
    }
    if (event->type() == QEvent::PaletteChange && !m_d->iconName.isEmpty())
        m_d->card->icon->setPixmap(
            theme::iconPixmap(m_d->iconName, 20, theme::tokens(palette()).text2, devicePixelRatioF()));
}

bool Sheet::focusNextPrevChild(bool next)
{
    QWidget *at = QApplication::focusWidget();
    if (!at || !isAncestorOf(at))
        at = m_d->card->cancel;
    QWidget *to = nextPartWithFocus(*this, *at, next);
    if (!to)
        return false;
    to->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

} // namespace slipway::widgets
