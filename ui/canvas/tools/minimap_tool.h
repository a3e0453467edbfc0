#pragma once

#include "canvas/minimap.h"
#include "canvas/tools/tool.h"

namespace slipway::canvas {

/// Brings into sight what is under the pointer on the minimap, as long as the button is held.
class MinimapTool final : public Tool
{
public:
    using Tool::Tool;

    void press(const Pointer &pointer) override;
    void drag(const Pointer &pointer) override;
    void release(const Pointer &pointer) override;
};

} // namespace slipway::canvas
