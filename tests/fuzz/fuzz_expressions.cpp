// An expression, an `if`, or a text with templates from anywhere: read, judged, evaluated.
#include "expressions/check.h"
#include "expressions/condition.h"
#include "expressions/templates.h"
#include "expressions/untrusted.h"

#include <cstdint>

using namespace slipway::expressions;

namespace {

void read(std::string_view text)
{
    const auto ast = parse(text);
    if (!ast)
        return;
    const Checked checked = check(*ast, {});
    checkText(*ast, checked.type);
    checked.type.name();
    untrustedInputs(*ast);
    constantTruth(*ast);
    Given given;
    given.state = RunState::Success;
    given.set(Context::Github, Value::object({{"event", Value::array({Value(1.0), Value("a"), Value::unknown()})}}));
    evaluate(*ast, given);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    read(text);
    evaluateCondition(text, {});
    for (const Template &part : templates(text))
        read(text.substr(part.inner.begin, part.inner.size()));
    return 0;
}
