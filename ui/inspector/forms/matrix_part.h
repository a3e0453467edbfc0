#pragma once

#include "inspector/forms/form.h"

namespace slipway::inspector {

/// The jobs that a matrix makes, in words.
class MatrixPreview final : public Field
{
    Q_OBJECT

public:
    MatrixPreview(Desk &desk, const std::string &job, QWidget *parent);
    bool holds(yaml::Range) const override { return false; }

protected:
    void show(yaml::Node value) override;
    bool isUsual(yaml::Node) const override { return true; }

private:
    std::string m_job;
    Note *m_note = nullptr;
};

/// Axes, additions, exclusions and limits of a job's matrix.
void addMatrix(Form &form, const std::string &job);

} // namespace slipway::inspector
