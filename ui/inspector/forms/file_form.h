#pragma once

#include "inspector/forms/form.h"

namespace slipway::inspector {

/// What holds for all of a workflow.
class FileForm final : public Form
{
    Q_OBJECT

public:
    FileForm(Desk &desk, QWidget *parent);
};

} // namespace slipway::inspector
