#include "commands/check/rule_pages.h"

#include "commands/check/options.h"
#include "diagnostics/explanation.h"

using namespace Qt::StringLiterals;

namespace slipway::commands::check {

RulePage rulePage(const QString &id)
{
    const auto text = diagnostics::explanation(id.toStdString());
    if (!text)
        return {};
    RulePage page{.text = *text};
    page.title = page.text.section(u'\n', 0, 0);
    while (page.title.startsWith(u'#') || page.title.startsWith(u' '))
        page.title.removeFirst();
    return page;
}

QString ruleList()
{
    QString list;
    for (const diagnostics::Rule *rule : diagnostics::allRules()) {
        const QString id = QString::fromUtf8(rule->id.data(), qsizetype(rule->id.size()));
        list += id.leftJustified(28) + u' ' + severityName(rule->severity).leftJustified(8) + u' ' + rulePage(id).title
            + u'\n';
    }
    return list;
}

} // namespace slipway::commands::check
