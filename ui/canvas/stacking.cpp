#include "canvas/stacking.h"

namespace slipway::canvas {

bool liesBelow(const Scene &scene, int one, bool isOneRaised, int other, bool isOtherRaised)
{
    if (isOneRaised != isOtherRaised)
        return isOtherRaised;
    return scene.node(one).body.top() > scene.node(other).body.top();
}

} // namespace slipway::canvas
