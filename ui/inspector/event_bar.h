#pragma once

#include "inspector/fields/desk.h"

#include <QWidget>

class QComboBox;

namespace slipway::inspector {

/// "Values for: Push to main": the event that expressions are shown the values for.
class EventBar final : public QWidget
{
    Q_OBJECT

public:
    explicit EventBar(Desk &desk, QWidget *parent = nullptr);

    /// The file's events may be others now; the choice stays where it can.
    void follow();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void choose(int index);

    Desk &m_desk;
    QComboBox *m_box = nullptr;
    QList<workflow::Event> m_events;
    const void *m_file = nullptr;
    QString m_chosen;
};

} // namespace slipway::inspector
