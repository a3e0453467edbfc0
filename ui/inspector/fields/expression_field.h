#pragma once

#include "inspector/fields/field.h"

class QLineEdit;

namespace slipway::inspector {

class Typing;

/// An expression, or a text that may hold some: completed, judged while it is typed, and shown with the value that it
/// has for the chosen event.
class ExpressionField final : public Field
{
    Q_OBJECT

public:
    ExpressionField(Desk &desk, yaml::Path path, const QString &label, QWidget *parent, Writes writes = Writes::Like);
    ExpressionField *setPlaceholder(const QString &words);

protected:
    void show(yaml::Node value) override;
    bool isUsual(yaml::Node value) const override;

private:
    void judge();

    QLineEdit *m_line = nullptr;
    Typing *m_typing = nullptr;
    Note *m_judgement = nullptr;
    Writes m_writes;
};

/// "Push to main", "Manual run".
QString eventWords(const workflow::Event &event);
/// The events that an expression of this file may be shown the values for.
QList<workflow::Event> eventsFor(const Desk &desk);

} // namespace slipway::inspector
