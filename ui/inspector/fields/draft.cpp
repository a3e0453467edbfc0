#include "inspector/fields/draft.h"

#include "expressions/check.h"
#include "expressions/condition.h"
#include "expressions/json_text.h"
#include "workflow/edits/edit.h"
#include "workflow/scopes.h"
#include "workflow/value_places.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

namespace {

using workflow::ExpressionSite;
using workflow::SiteKind;

constexpr qsizetype longestPreview = 120;
constexpr std::size_t longestJson = 4000;

QString tr(const char *text)
{
    return QCoreApplication::translate("inspector::Draft", text);
}

QString shortened(const QString &text)
{
    return text.size() > longestPreview ? text.left(longestPreview) + u'…' : text;
}

QString partOf(std::string_view text, const std::vector<expressions::Range> &parts)
{
    if (parts.empty())
        return tr("the run");
    return shown(text.substr(parts.front().begin, parts.front().size()));
}

QString decisionWords(std::string_view text, const expressions::Given &given)
{
    const auto decision = expressions::evaluateCondition(text, given);
    if (!decision)
        return decision.error().message;
    switch (decision->answer) {
    case expressions::Decision::Answer::Runs: return tr("runs");
    case expressions::Decision::Answer::DoesNotRun: return tr("does not run");
    case expressions::Decision::Answer::Unknown: break;
    }
    return tr("depends on %1").arg(partOf(text, decision->unknowns));
}

QString valueWords(const expressions::Value &value)
{
    using Kind = expressions::Value::Kind;
    if (value.is(Kind::Array) || value.is(Kind::Object))
        return shown(expressions::writeJson(value, longestJson).value_or("{…}"));
    if (value.is(Kind::Null) || (value.is(Kind::String) && value.string().empty()))
        return tr("empty");
    return shown(value.text());
}

} // namespace

Draft::Draft(const Desk &desk, const yaml::Path &path, const QString &text)
    : m_desk(desk)
    , m_text(text)
{
    if (text.isEmpty() || !desk.isWritable())
        return;
    const yaml::Tree &tree = *desk.document().tree();
    // What is written already costs nothing: all fields share the document's own expressions.
    const yaml::Node now = nodeAt(tree, path);
    if (now && now.isScalar() && !now.isAlias() && shown(now.text()) == text) {
        m_document = desk.document();
        m_scalar = now;
        return;
    }
    const Operations operations = setting(tree, path, scalar(text, Writes::Like, nodeAt(tree, path)));
    const auto patches = workflow::edit(tree, operations.front());
    if (!patches)
        return;
    m_document = patches->empty() ? desk.document() : desk.document().edited(*patches);
    const yaml::Node node = nodeAt(*m_document.tree(), path);
    if (node && node.isScalar() && !node.isAlias())
        m_scalar = node;
}

QString Draft::valueFor(const ExpressionSite &site) const
{
    const auto given = workflow::givenFor(m_document, m_desk.event(), site.job, site.step);
    if (site.place.ends_with(".if"))
        return decisionWords(site.scalar.text(), given);
    const auto result = expressions::evaluate(site.ast, given);
    if (!result)
        return result.error().message;
    if (result->value.is(expressions::Value::Kind::Unknown))
        return tr("depends on %1").arg(partOf(site.text(), result->unknowns));
    return valueWords(result->value);
}

Judgement Draft::judge() const
{
    Judgement judgement;
    workflow::Scopes scopes(m_document.workflow(), m_desk.file() ? m_desk.file()->repository().get() : nullptr);
    QStringList values;
    for (const ExpressionSite &site : m_document.expressions()) {
        if (site.scalar != m_scalar)
            continue;
        if (site.error) {
            judgement.error = site.error->message;
            return judgement;
        }
        const expressions::Checked checked = expressions::check(site.ast, scopes.at(site));
        if (!checked.findings.empty()) {
            judgement.error = checked.findings.front().message;
            return judgement;
        }
        if (site.isWhole || site.kind == SiteKind::Condition)
            judgement.type = shown(checked.type.name());
        values.append(shortened(valueFor(site)));
    }
    judgement.preview = values.join(u", "_s);
    return judgement;
}

std::vector<Draft::Completion> Draft::complete(qsizetype cursor) const
{
    std::vector<Completion> all;
    if (!m_scalar || !m_desk.file())
        return all;
    const auto typed = std::size_t(m_text.left(cursor).toUtf8().size());
    const quint32 begin = workflow::sourceRange(m_scalar, 0, m_scalar.text().size()).begin;
    const quint32 offset = typed == 0 ? begin : workflow::sourceRange(m_scalar, 0, typed).end;
    const auto units = [&](quint32 from, quint32 to) {
        return to > from ? shown(m_document.tree()->text({from, to})).size() : 0;
    };
    const auto candidates =
        workflow::complete(m_document, offset, m_desk.file()->names(), m_desk.file()->repository().get());
    for (const workflow::Candidate &candidate : candidates) {
        const yaml::Range word = candidate.replaced.isEmpty() ? yaml::Range{offset, offset} : candidate.replaced;
        all.push_back({candidate, units(word.begin, offset), units(offset, word.end)});
    }
    return all;
}

} // namespace slipway::inspector
