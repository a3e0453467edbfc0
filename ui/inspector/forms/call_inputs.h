#pragma once

#include "inspector/forms/form.h"

class QVBoxLayout;

namespace slipway::inspector {

class TableField;

/// `with` of a job that calls a workflow: a field for each input of the called file when it can be read, else a table.
class CallInputs final : public Field
{
    Q_OBJECT

public:
    CallInputs(Desk &desk, const yaml::Path &job, QWidget *parent);

protected:
    void show(yaml::Node value) override;
    bool isUsual(yaml::Node) const override { return true; }

private:
    void read(const QString &uses);
    void addInput(const workflow::Input &input);

    yaml::Path m_job;
    QString m_uses;
    QWidget *m_board = nullptr;
    QVBoxLayout *m_column = nullptr;
    Note *m_state = nullptr;
    TableField *m_others = nullptr;
    QList<Field *> m_inputs;
};

/// What a calling job says: the file, its inputs, its secrets.
void addCall(Form &form, const yaml::Path &job);

} // namespace slipway::inspector
