#pragma once

#include "inspector/fields/field.h"

class QVBoxLayout;

namespace slipway::inspector {

class TableField;

/// `with` of a step: one field for each input of its action, by the action's own metadata; a table for names that the
/// action does not tell, and for all of them while the metadata is not to be had.
class ActionInputs final : public QWidget
{
    Q_OBJECT

public:
    /// `step`: the path of the step.
    ActionInputs(Desk &desk, const yaml::Path &step, QWidget *parent);

    void follow();

private:
    void ask(const QString &uses);
    void take(const std::shared_ptr<const workflow::ActionMetadata> &action, const QString &reason);
    void clear();
    void addInput(const workflow::Input &input);

    Desk &m_desk;
    yaml::Path m_step;
    QString m_uses;
    QVBoxLayout *m_column = nullptr;
    QWidget *m_typed = nullptr;
    TableField *m_others = nullptr;
    Note *m_state = nullptr;
    QList<Field *> m_fields;
};

} // namespace slipway::inspector
