#pragma once

#include "base/result.h"
#include "editing/planned.h"
#include "workflow/job.h"

namespace slipway::editing {

/// Files that one job hands to another one which waits for it. An artifact that is uploaded already is taken as it is.
struct HandOver {
    const workflow::Job *from = nullptr;
    const workflow::Job *to = nullptr;

    /// Around `job`: from the first job that it waits for, else to the first that waits for it. Null without either.
    static HandOver around(const workflow::Document &document, const workflow::Job &job);
    bool isComplete() const { return from && to; }
    /// Why it cannot be made; empty when it can.
    QString refusal() const;
    /// The download goes before step `index` of `to`; -1: behind its checkout.
    Planned plan(const workflow::Document &document, int index) const;
};

} // namespace slipway::editing
