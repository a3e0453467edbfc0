#include "inspector/forms/form.h"
#include "inspector/forms/step_form.h"

namespace slipway::inspector {

using editing::Place;

Form *makeForm(Desk &desk, const QList<Place> &all, const Place &current, QWidget *parent)
{
    if (all.size() > 1)
        return new Form(desk, current, parent);
    switch (current.kind) {
    case Place::Kind::Step: return new StepForm(desk, current, parent);
    default: break;
    }
    return new Form(desk, current, parent);
}

} // namespace slipway::inspector
