#pragma once

#include "overview/facts.h"

namespace slipway::workspace {
struct SecretPlace;
}

namespace slipway::overview {

/// "“Require signed commits” is off.": a rule that is not kept, in a sentence.
QString ruleWords(const RuleDrift &drift);
/// The place as slipway.yaml writes it, "github:production"; the key of Snapshot::secrets.
QString placeKey(const workspace::SecretPlace &place);
/// "Production", "Repository", "patient-graph-api on Fly.io".
QString placeWords(const workspace::SecretPlace &place);

} // namespace slipway::overview
