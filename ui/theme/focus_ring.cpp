#include "theme/focus_ring.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>

namespace slipway::theme {

namespace {

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
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
}

FocusRing::~FocusRing()
{
    delete m_frame.data();
}

void FocusRing::follow(QWidget *now)
{
    if (!isRinged(now)) {
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
