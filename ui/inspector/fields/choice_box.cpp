#include "inspector/fields/choice_box.h"

#include <QLineEdit>
#include <QSignalBlocker>
#include <QWheelEvent>

namespace slipway::inspector {

namespace {

constexpr int leastLetters = 4;

} // namespace

ChoiceBox::ChoiceBox(QWidget *parent)
    : QComboBox(parent)
{
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(leastLetters);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setInsertPolicy(QComboBox::NoInsert);
}

void ChoiceBox::showPopup()
{
    fill();
    QComboBox::showPopup();
}

void ChoiceBox::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

void ChoiceBox::focusInEvent(QFocusEvent *event)
{
    fill();
    QComboBox::focusInEvent(event);
}

void ChoiceBox::fill()
{
    if (!m_source || !lineEdit())
        return;
    const QSignalBlocker own(this);
    const QSignalBlocker quiet(lineEdit());
    const QString text = lineEdit()->text();
    const int cursor = lineEdit()->cursorPosition();
    clear();
    addItems(m_source());
    setCurrentIndex(findText(text));
    lineEdit()->setText(text);
    lineEdit()->setCursorPosition(cursor);
}

} // namespace slipway::inspector
