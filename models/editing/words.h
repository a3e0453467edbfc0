#pragma once

#include "base/result.h"
#include "workflow/document.h"

#include <QString>

#include <string_view>

namespace slipway::editing {

inline QString shown(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

inline std::unexpected<base::Error> refused(const QString &message, const QString &advice = {})
{
    return std::unexpected(base::makeError(base::Error::Kind::InvalidInput, message, advice));
}

/// By exact id; null when there is none.
inline const workflow::Job *jobWithId(const workflow::Document &document, std::string_view id)
{
    for (const workflow::Job &job : document.workflow().jobs) {
        if (job.id() == id)
            return &job;
    }
    return nullptr;
}

} // namespace slipway::editing
