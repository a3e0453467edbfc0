#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "expressions/letters.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace slipway::diagnostics {

namespace {

using namespace std::string_view_literals;
using expressions::Ast;
using expressions::Kind;
using expressions::NodeId;
using expressions::sameName;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ContainsAsPrefix)
};

bool isCall(const Ast &ast, NodeId id, std::string_view name)
{
    return ast[id].kind == Kind::Call && sameName(ast.name(id), name);
}

/// What no whole element is, but the begin of one may be: a folder, or a pattern.
bool looksLikeBegin(std::string_view text)
{
    return text.size() > 1 && (text.ends_with('/') || text.ends_with('*'));
}

/// `….commits.*.added` and the like: lists of files, which Actions does not even fill.
bool isFileList(const Ast &ast, NodeId id)
{
    static constexpr std::array names{"added"sv, "modified"sv, "removed"sv};
    if (ast[id].kind != Kind::Property
        || std::ranges::none_of(names, [&](std::string_view name) { return sameName(ast.name(id), name); }))
        return false;
    const std::string_view text = ast.text(ast[id].range);
    return text.find("commit") != std::string_view::npos;
}

bool isFiltered(const Ast &ast, NodeId id)
{
    while (ast[id].kind == Kind::Property || ast[id].kind == Kind::Index) {
        id = ast[id].first;
        if (ast[id].kind == Kind::Filter)
            return true;
    }
    return ast[id].kind == Kind::Filter;
}

/// The first element of `fromJSON('[…]')` that looks like the begin of something.
QString beginInList(const Ast &ast, NodeId list)
{
    const NodeId text = ast[list].first;
    if (text == expressions::noNode || ast[text].kind != Kind::String)
        return {};
    for (const QJsonValue &item : QJsonDocument::fromJson(QByteArray::fromStdString(ast.string(text))).array()) {
        if (looksLikeBegin(item.toString().toStdString()))
            return item.toString();
    }
    return {};
}

/// `github.ref` and what is made of it.
bool isRef(const Ast &ast, NodeId id)
{
    static constexpr std::array refs{"github.ref"sv, "github.ref_name"sv, "github.head_ref"sv, "github.base_ref"sv};
    const std::string_view text = ast.text(ast[id].range);
    return std::ranges::any_of(refs, [text](std::string_view ref) { return sameName(text, ref); });
}

/// A branch's whole name, which is part of other branches' names as well.
bool isBranchName(std::string_view text)
{
    static constexpr std::array names{"main"sv, "master"sv, "develop"sv, "production"sv, "staging"sv};
    constexpr std::string_view longForm = "refs/heads/";
    if (text.starts_with(longForm))
        text.remove_prefix(longForm.size());
    return std::ranges::find(names, text) != names.end();
}

void checkCall(const workflow::ExpressionSite &site, NodeId id, Report &report)
{
    const Ast &ast = site.ast;
    const NodeId list = ast[id].first;
    const NodeId wanted = ast.child(id, 1);
    const yaml::Range range = site.range(ast[id].range);
    const std::string_view text = ast[wanted].kind == Kind::String ? ast.quoted(wanted) : ""sv;
    if (isFileList(ast, list)) {
        report.add(range,
                   Text::tr("The payload in Actions has no list of changed files, so this is always false. Use "
                            "`paths` under `on`, or ask Git."));
    } else if (isCall(ast, list, "fromJSON")) {
        if (const QString begin = beginInList(ast, list); !begin.isEmpty())
            report.add(range,
                       Text::tr("In a list, `contains` looks for an equal element, and none equals `%1` and more. "
                                "Use `startsWith` for each.")
                           .arg(begin));
    } else if (isFiltered(ast, list) && looksLikeBegin(text)) {
        report.add(range,
                   Text::tr("In a list, `contains` looks for an equal element: %1 never is one.").arg(quoted(text)));
    } else if (isRef(ast, list) && isBranchName(text)) {
        report.add(Severity::Hint, range,
                   Text::tr("This is true of every ref with %1 anywhere in its name. Compare with `==`, or use "
                            "`startsWith`.")
                       .arg(quoted(text)));
    }
}

void checkExpressions(const Subject &subject, Report &report)
{
    for (const workflow::ExpressionSite &site : subject.document.expressions()) {
        for (NodeId id = 0; id < site.ast.size(); ++id) {
            if (isCall(site.ast, id, "contains") && site.ast[id].count == 2)
                checkCall(site, id, report);
        }
    }
}

} // namespace

extern const Rule containsAsPrefix;
const Rule containsAsPrefix{"contains-as-prefix", Severity::Warning, checkExpressions};

} // namespace slipway::diagnostics
