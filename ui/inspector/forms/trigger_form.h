#pragma once

#include "inspector/forms/form.h"
#include "syntax/events.h"

namespace slipway::inspector {

/// One event that starts the workflow, with its filters.
class TriggerForm final : public Form
{
    Q_OBJECT

public:
    TriggerForm(Desk &desk, const editing::Place &place, QWidget *parent);

private:
    void addFilters(const syntax::Event &event);
    void addFilter(const char *key, const QString &label, const QString &addWords, bool isBranches);
    void addTypes(const syntax::Event &event);
    void addSchedules();
};

} // namespace slipway::inspector
