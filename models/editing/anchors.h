#pragma once

#include "editing/place.h"
#include "yaml/patch.h"

#include <QList>

#include <optional>
#include <string>
#include <vector>

namespace slipway::editing {

/// Where an offset of the text before `patches` is afterwards; nothing when its byte was replaced.
std::optional<quint32> moved(quint32 offset, const yaml::Patches &patches);
/// The same for a range; nothing when a patch reaches into it or cuts it.
std::optional<yaml::Range> moved(yaml::Range range, const yaml::Patches &patches);

/// Places held by their first bytes while the text changes, so that a renamed job or a step that went down is still the
/// same one.
class Anchors
{
public:
    void hold(const workflow::Document &document, const QList<Place> &places);
    /// The text has changed.
    void move(const yaml::Patches &patches);
    /// Where each of the places is now; nothing for those that are gone.
    std::vector<std::optional<Place>> places(const workflow::Document &document) const;

private:
    struct Anchor {
        Place place;
        std::optional<quint32> offset;
        /// Of a step, whose index names it no more once others come and go.
        std::string text;
    };
    std::vector<Anchor> m_anchors;
};

} // namespace slipway::editing
