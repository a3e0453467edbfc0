#include "theme/focus_ring.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>

#include <utility>

namespace slipway::theme {

namespace {

// Of the program as a whole, as the keyboard itself is.
bool keyboardInUse = false;

bool isModifier(int key)
{
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt || key == Qt::Key_Meta
        || key == Qt::Key_AltGr;
}

bool isRinged(const QWidget *widget)
{
    if (const auto *field = qobject_cast<const QLineEdit *>(widget))
        return field->hasFrame();
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QComboBox *>(widget)
        || qobject_cast<const QAbstractSpinBox *>(widget);
}

} // namespace

FocusRing::FocusRing(QObject *parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
}

FocusRing::~FocusRing()
{
    keyboardInUse = false;
    delete m_frame.data();
}

bool isKeyboardInUse()
{
    return keyboardInUse;
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::ShortcutOverride:
        if (!isModifier(static_cast<QKeyEvent *>(event)->key()))
            setKeyboardInUse(true);
        break;
    case QEvent::MouseButtonPress:
    case QEvent::TabletPress:
    case QEvent::TouchBegin: setKeyboardInUse(false); break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

void FocusRing::setKeyboardInUse(bool isInUse)
{
    if (std::exchange(keyboardInUse, isInUse) == isInUse)
        return;
    QWidget *focused = QApplication::focusWidget();
    follow(focused);
    if (const auto *area = qobject_cast<QAbstractScrollArea *>(focused))
        area->viewport()->update();
    else if (focused)
        focused->update();
}

void FocusRing::follow(QWidget *now)
{
    // A field is written in by keyboard, however it was reached.
    const bool isShown = keyboardInUse || qobject_cast<QLineEdit *>(now);
    if (!isShown || !isRinged(now)) {
        if (m_frame)
            m_frame->setWidget(nullptr);
        return;
    }
    // Its parent changes with the control it rings, so a window that goes may take it along.
    if (!m_frame) {
        m_frame = new QFocusFrame;
        m_frame->setAccessibleName(tr("Focus ring"));
        m_frame->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    m_frame->setWidget(now);
}

} // namespace slipway::theme
