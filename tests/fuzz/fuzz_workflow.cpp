// A workflow file from anywhere: opened, walked, drawn, forecast, and edited at one place.
#include "workflow/document.h"
#include "workflow/evaluation.h"
#include "workflow/graph.h"
#include "workflow/matrix_expansion.h"

#include <cstdint>
#include <cstdlib>

using namespace slipway;

namespace {

void read(const workflow::Document &document)
{
    const auto size = quint32(document.source().size());
    for (const workflow::ExpressionSite &site : document.expressions()) {
        const yaml::Range range = site.range();
        if (range.begin > range.end || range.end > size || site.outerRange().end > size)
            std::abort();
    }
    document.expressions().at(size / 2);
    for (const workflow::Job &job : document.workflow().jobs)
        workflow::expand(job.strategy.matrix);
    workflow::buildGraph(document, nullptr, {.isOpen = [](std::string_view) { return true; }});
    const workflow::Event event = {.name = "push", .branch = "main", .changedPaths = {{"a/b.c"}}};
    workflow::outlook(document, event);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto document = workflow::Document::open(bytes);
    read(document);
    const auto middle = quint32(size / 2);
    read(document.edited({{.range = {middle, middle}, .text = "x"}}));
    return 0;
}
