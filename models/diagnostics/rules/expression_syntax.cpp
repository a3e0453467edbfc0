#include "diagnostics/rules/rules.h"

#include <QCoreApplication>

#include <optional>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ExpressionSyntax)
};

/// An `if` with quotes and nothing between them: a section without a value, not a broken expression.
bool isEmptyCondition(const workflow::ExpressionSite &site)
{
    return site.kind == workflow::SiteKind::Condition && site.scalar.text().empty();
}

/// The quote that nothing closes, when the end of the expression stands behind it.
std::optional<expressions::Range> openQuote(std::string_view text)
{
    std::size_t quote = text.find('\'');
    while (quote != std::string_view::npos) {
        const std::size_t end = text.find('\'', quote + 1);
        if (end == std::string_view::npos)
            break;
        quote = text.find('\'', end + 1);
    }
    const std::size_t close = quote == std::string_view::npos ? quote : text.find("}}", quote);
    if (close == std::string_view::npos)
        return {};
    const std::size_t end = text.find_last_not_of(" \t\r\n", close - 1) + 1;
    return expressions::Range{quint32(quote), quint32(end)};
}

/// `if: !inputs.a == 'b'` leaves the expression without what YAML takes for a tag.
bool isBehindTag(const workflow::ExpressionSite &site)
{
    const std::string_view tag = site.scalar.tag();
    return site.kind == workflow::SiteKind::Condition && tag.starts_with('!') && !tag.starts_with("!!");
}

void checkExpressions(const Subject &subject, Report &report)
{
    for (const workflow::ExpressionSite &site : subject.document.expressions()) {
        const auto quote = site.isTerminated ? std::nullopt : openQuote(site.text());
        if (quote)
            report.add(site.range(*quote),
                       Text::tr("The quote that begins here is not closed, so that `}}` is part of "
                                "the text. Add `'` behind the text."));
        else if (!site.isTerminated)
            report.add(site.outerRange(), Text::tr("Nothing ends this expression. Add `}}`."));
        else if (site.error && isEmptyCondition(site))
            continue;
        else if (isBehindTag(site))
            report.add(site.scalar.range(),
                       Text::tr("Text that begins with `!` is a YAML tag and no part of the "
                                "condition. Write `${{ … }}` around all of it."));
        else if (site.error)
            report.add(site.range(site.error->range), site.error->message);
    }
}

} // namespace

const Rule expressionSyntax{"expression-syntax", Severity::Error, checkExpressions};

} // namespace slipway::diagnostics
