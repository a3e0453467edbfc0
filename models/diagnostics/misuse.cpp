#include "diagnostics/misuse.h"

#include "diagnostics/rules/call_target.h"
#include "workflow/repository.h"
#include "workflow/scopes.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::diagnostics {

namespace {

using expressions::Type;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::Misuse)
};

/// A key whose value GitHub wants to be something else than text, when an expression gives all of it.
struct Wanted {
    std::string_view key;
    /// Null for keys that mean the same wherever they stand.
    std::string_view place;
    Type::Kind kind;
};

constexpr Wanted wanted[] = {
    {"timeout-minutes", {}, Type::Kind::Number},
    {"cancel-timeout-minutes", {}, Type::Kind::Number},
    {"max-parallel", "jobs.<job_id>.strategy", Type::Kind::Number},
    {"fail-fast", "jobs.<job_id>.strategy", Type::Kind::Boolean},
    {"continue-on-error", {}, Type::Kind::Boolean},
    {"cancel-in-progress", {}, Type::Kind::Boolean},
    {"matrix", "jobs.<job_id>.strategy", Type::Kind::Object},
    {"env", {}, Type::Kind::Object},
    {"services", "jobs.<job_id>.services", Type::Kind::Object},
    {"include", "jobs.<job_id>.strategy", Type::Kind::Array},
    {"exclude", "jobs.<job_id>.strategy", Type::Kind::Array},
};

/// Nothing where text is wanted.
std::optional<Type::Kind> wantedAt(const workflow::ExpressionSite &site)
{
    if (site.kind == workflow::SiteKind::Condition)
        return Type::Kind::Any;
    const std::string_view key = site.scalar.key().text();
    if (key == "with" || key == "runs-on" || key == "labels" || key == "environment" || key == "container"
        || key == "strategy")
        return Type::Kind::Any;
    for (const Wanted &one : wanted) {
        if (one.key == key && (one.place.empty() || one.place == site.place))
            return one.kind;
    }
    // Values of a matrix keep their type, and so do those handed to a called workflow.
    const bool keepsType = site.place == "jobs.<job_id>.strategy" || site.place == "jobs.<job_id>.with.<with_id>"
        || site.place == "on.workflow_call.inputs.<inputs_id>.default" || site.place == "jobs.<job_id>.services"
        || site.place == "jobs.<job_id>.container";
    return keepsType || key == "if" ? std::optional(Type::Kind::Any) : std::nullopt;
}

bool fits(const Type &type, Type::Kind kind)
{
    return kind == Type::Kind::Any || type.is(Type::Kind::Any) || type.is(kind);
}

QString wantedName(Type::Kind kind)
{
    switch (kind) {
    case Type::Kind::Number: return Text::tr("a number");
    case Type::Kind::Boolean: return Text::tr("true or false");
    case Type::Kind::Array: return Text::tr("a list");
    default: return Text::tr("a map");
    }
}

/// `${{ insert }}` as a key is a word of GitHub's templates and names no context.
bool isInsertion(const workflow::ExpressionSite &site)
{
    const expressions::NodeId root = site.ast.root();
    return site.scalar.isKey() && root != expressions::noNode && site.ast[root].kind == expressions::Kind::Context
        && site.ast.name(root) == "insert";
}

Misuse::Kind kindOf(expressions::Finding::Code code)
{
    using enum expressions::Finding::Code;
    switch (code) {
    case UnknownContext:
    case UnknownFunction:
    case UnknownProperty:
    case VariableName: return Misuse::Kind::Name;
    case ContextNotAvailable:
    case FunctionNotAvailable: return Misuse::Kind::Availability;
    case ArgumentCount:
    case FormatPattern:
    case FormatSurplus: return Misuse::Kind::Arguments;
    default: return Misuse::Kind::Type;
    }
}

class Judge
{
public:
    Judge(const workflow::Document &document, const Facts &facts)
        : m_document(document)
        , m_facts(facts)
        , m_scopes(document.workflow(), facts.repository.get())
    { }

    void judge(const workflow::ExpressionSite &site);
    std::vector<Misuse> take() { return std::move(m_found); }

private:
    void judgeResult(const workflow::ExpressionSite &site, const Type &type);
    void add(const workflow::ExpressionSite &site, expressions::Finding finding)
    {
        m_found.push_back({kindOf(finding.code), &site, std::move(finding)});
    }

    std::optional<Type::Kind> wantedByCall(const workflow::ExpressionSite &site) const;

    const workflow::Document &m_document;
    const Facts &m_facts;
    workflow::Scopes m_scopes;
    std::vector<Misuse> m_found;
};

void Judge::judge(const workflow::ExpressionSite &site)
{
    if (site.error || !site.isTerminated || isInsertion(site))
        return;
    const expressions::Scope &scope = m_scopes.at(site);
    if (!m_scopes.isKnownPlace())
        return;
    expressions::Checked checked = expressions::check(site.ast, scope);
    const bool isSound = checked.findings.empty();
    // What a context holds is no matter where it cannot be used at all.
    if (std::ranges::contains(checked.findings, expressions::Finding::Code::ContextNotAvailable,
                              &expressions::Finding::code))
        std::erase_if(checked.findings, [](const expressions::Finding &finding) {
            return finding.code == expressions::Finding::Code::UnknownProperty;
        });
    for (expressions::Finding &finding : checked.findings)
        add(site, std::move(finding));
    if (isSound)
        judgeResult(site, checked.type);
}

/// What the input of a called workflow of this repository takes; any for all else.
std::optional<Type::Kind> Judge::wantedByCall(const workflow::ExpressionSite &site) const
{
    if (site.job < 0 || site.place != "jobs.<job_id>.with.<with_id>")
        return {};
    const auto called = calledWorkflow(m_document.workflow().jobs[std::size_t(site.job)], m_facts);
    const workflow::Trigger *call = called ? called->workflow().on.find("workflow_call") : nullptr;
    const workflow::Input *input = call ? call->input(site.scalar.key().text()) : nullptr;
    const std::string_view type = input ? input->type.text() : std::string_view();
    if (type == "number")
        return Type::Kind::Number;
    return type == "boolean" ? std::optional(Type::Kind::Boolean) : std::nullopt;
}

void Judge::judgeResult(const workflow::ExpressionSite &site, const Type &type)
{
    std::optional<Type::Kind> kind = site.isWhole ? wantedAt(site) : std::nullopt;
    if (kind == Type::Kind::Any)
        kind = wantedByCall(site).value_or(Type::Kind::Any);
    if (!kind) {
        if (auto finding = expressions::checkText(site.ast, type))
            add(site, std::move(*finding));
    } else if (!fits(type, *kind)) {
        const expressions::Node &root = site.ast[site.ast.root()];
        add(site,
            {expressions::Finding::Code::ArgumentType,
             root.range,
             Text::tr("This gives %1, but `%2` takes %3.")
                 .arg(QString::fromStdString(type.name()),
                      QString::fromUtf8(site.scalar.key().text().data(), qsizetype(site.scalar.key().text().size())),
                      wantedName(*kind)),
             {}});
    }
}

} // namespace

std::vector<Misuse> judgeExpressions(const workflow::Document &document, const Facts &facts)
{
    Judge judge(document, facts);
    for (const workflow::ExpressionSite &site : document.expressions())
        judge.judge(site);
    return judge.take();
}

} // namespace slipway::diagnostics
