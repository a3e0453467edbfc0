// A random operation on any bytes: done with its proof, or refused; undone to the byte.
#include "../models/workflow/edits/random_edits.h"

#include "workflow/edits/edit.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace slipway;
    if (size < 3)
        return 0;
    const auto kind = data[0] % test::RandomEdits::kinds();
    const auto seed = static_cast<quint32>(data[1]);
    const QByteArray source(reinterpret_cast<const char *>(data) + 2, static_cast<qsizetype>(size) - 2);
    const auto tree = yaml::Tree::parse(source);
    const auto operation = test::RandomEdits(*tree, seed).make(kind);
    if (!operation)
        return 0;
    const auto proven = workflow::provenEdit(*tree, *operation);
    if (!proven)
        return 0;
    const auto undone = yaml::apply(proven->tree->source(), yaml::inverse(source, proven->patches));
    if (!undone || *undone != source)
        std::abort();
    return 0;
}
