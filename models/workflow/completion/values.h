#pragma once

#include "workflow/completion/list.h"
#include "workflow/completion/place.h"

#include <QCoreApplication>

namespace slipway::workflow {

/// Where the words of completion find their translations.
class CompletionWords
{
    Q_DECLARE_TR_FUNCTIONS(Completion)
};

/// The scalar at the cursor, as a value or an item.
void completeValue(const CompletionSubject &subject, const CompletionPlace &place, CompletionList &list);

/// Of a step or job, for people: its name, else what it does.
QString describe(const Step &step);
QString describe(const Job &job);

} // namespace slipway::workflow
