#pragma once

#include "diagnostics/rule.h"

#include <QString>

namespace slipway::diagnostics {

/// Calls `visit` with each mismatch of this kind.
template<typename Visit>
void eachMismatch(const Subject &subject, Mismatch::Kind kind, Visit visit)
{
    for (const Mismatch &mismatch : subject.mismatches) {
        if (mismatch.kind == kind)
            visit(mismatch);
    }
}

/// What the shape is called in messages.
inline QString nameOf(const syntax::Shape &shape)
{
    return QString::fromUtf8(shape.name.data(), qsizetype(shape.name.size()));
}

/// Where a reader looks for what is missing in a value: at its key, or at the beginning of an item or of the file.
inline yaml::Range headOf(const Mismatch &mismatch)
{
    if (mismatch.owner)
        return mismatch.owner.content();
    const yaml::Node first = mismatch.node.resolved().firstChild();
    return first ? first.content() : mismatch.node.content();
}

} // namespace slipway::diagnostics
