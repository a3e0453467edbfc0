#pragma once

#include "inspector/fields/field.h"

class QLineEdit;

namespace slipway::inspector {

class FlowLayout;
class Typing;

/// The values of a list as chips: Enter or a click changes one, Delete removes it, and a line adds the next.
class ChipsField final : public Field
{
    Q_OBJECT

public:
    ChipsField(Desk &desk, yaml::Path path, const QString &label, QWidget *parent);

protected:
    void show(yaml::Node value) override;
    bool isUsual(yaml::Node value) const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *chipFor(int at, yaml::Node value);
    base::Done write(const QString &text);
    void change(int at, const QString &text);
    void remove(int at);

    QWidget *m_board = nullptr;
    FlowLayout *m_flow = nullptr;
    QLineEdit *m_line = nullptr;
    Typing *m_typing = nullptr;
    QList<QWidget *> m_chips;
    /// The value that is being changed; negative while the line adds one.
    int m_changed = -1;
};

} // namespace slipway::inspector
