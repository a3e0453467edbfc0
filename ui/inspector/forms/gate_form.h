#pragma once

#include "inspector/forms/form.h"

namespace slipway::inspector {

/// The environment that stands before a job.
class GateForm final : public Form
{
    Q_OBJECT

public:
    GateForm(Desk &desk, const editing::Place &place, QWidget *parent);
};

/// Name and address of a job's environment, with what is known of reviewers and waits.
void addEnvironment(Form &form, const yaml::Path &job, Section *section);

} // namespace slipway::inspector
