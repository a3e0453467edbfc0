#pragma once

#include "inspector/forms/form.h"

class QComboBox;

namespace slipway::inspector {

/// What can be done with several parts at once.
class SeveralForm final : public Form
{
    Q_OBJECT

public:
    SeveralForm(Desk &desk, const QList<editing::Place> &all, const editing::Place &current, QWidget *parent);

private:
    void addMoving();
    void moveTo(const QString &job);
    QString words() const;

    QList<editing::Place> m_all;
};

} // namespace slipway::inspector
