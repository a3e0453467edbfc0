// A text from anywhere, and a change of it: reading never fails, ranges stay in order, and a tree that takes the change
// in is the tree of the changed text. The first bytes say where the change is and how much it removes.
#include "../models/yaml/tree_checks.h"

#include "yaml/tree.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace slipway::yaml;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 4)
        return 0;
    const auto place = static_cast<quint32>(data[0] | data[1] << 8);
    const auto added = std::min<size_t>(data[3] % 16, size - 4);
    const std::string text(reinterpret_cast<const char *>(data) + 4, added);
    const QByteArray source(reinterpret_cast<const char *>(data) + 4 + added, static_cast<qsizetype>(size - 4 - added));
    const auto tree = Tree::parse(source);
    const auto end = static_cast<quint32>(source.size());
    const auto begin = end == 0 ? 0 : place % (end + 1);
    const Patches patches{{{begin, std::min(end, begin + data[2] % 16)}, text}};
    const auto changed = apply(source, patches);
    if (!changed || !checks::ofRanges(*tree).isEmpty() || apply(*changed, inverse(source, patches)) != source)
        std::abort();
    if (!checks::ofSameness(*tree->edited(patches), *Tree::parse(*changed)).isEmpty())
        std::abort();
    return 0;
}
