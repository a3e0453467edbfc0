#include "inspector/forms/file_form.h"
#include "inspector/forms/form.h"
#include "inspector/forms/gate_form.h"
#include "inspector/forms/job_form.h"
#include "inspector/forms/several_form.h"
#include "inspector/forms/step_form.h"
#include "inspector/forms/trigger_form.h"

namespace slipway::inspector {

using editing::Place;

Form *makeForm(Desk &desk, const QList<Place> &all, const Place &current, QWidget *parent)
{
    if (all.size() > 1)
        return new SeveralForm(desk, all, current, parent);
    switch (current.kind) {
    case Place::Kind::File: return new FileForm(desk, parent);
    case Place::Kind::Trigger: return new TriggerForm(desk, current, parent);
    case Place::Kind::Job: return new JobForm(desk, current, parent);
    case Place::Kind::Step: return new StepForm(desk, current, parent);
    case Place::Kind::Gate: return new GateForm(desk, current, parent);
    }
    return new FileForm(desk, parent);
}

} // namespace slipway::inspector
