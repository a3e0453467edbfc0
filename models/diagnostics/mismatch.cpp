#include "diagnostics/mismatch.h"

#include "key_set.h"
#include "yaml/scalars.h"

#include <algorithm>
#include <bit>

namespace slipway::diagnostics {

namespace {

using Kind = Mismatch::Kind;
using syntax::Expressions;
using syntax::Form;
using syntax::Shape;

constexpr std::string_view open = "${{";
constexpr std::string_view close = "}}";
// The tree reports it: GitHub takes it for a name, and its value for something else than it is.
constexpr std::string_view mergeKey = "<<";

bool hasExpression(std::string_view text)
{
    return text.find(open) != std::string_view::npos;
}

/// `${{ … }}` and nothing else but blanks around it.
bool isWholeExpression(std::string_view text)
{
    const size_t first = text.find_first_not_of(" \t\r\n");
    const size_t last = text.find_last_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return false;
    text = text.substr(first, last - first + 1);
    return text.starts_with(open) && text.ends_with(close) && text.find(open, open.size()) == std::string_view::npos;
}

/// Names and texts of the author's own: variables and inputs. A matrix or services are often made by an earlier job.
bool isMapOfTexts(const Shape &shape)
{
    return shape.forms == syntax::Forms(Form::Map) && shape.others && shape.others->forms.testFlag(Form::EmptyText);
}

class Walk
{
public:
    std::vector<Mismatch> run(const yaml::Tree &tree)
    {
        visit(tree.root(), syntax::workflow, {});
        return std::move(m_found);
    }

private:
    // Aliases can make a small file stand for a large one.
    static constexpr int mostNodes = 500'000;

    void visit(yaml::Node node, const Shape &shape, yaml::Node owner, const syntax::Key *asKey = nullptr);
    void visitScalar(yaml::Node node, const Shape &shape, yaml::Node owner, const syntax::Key *asKey);
    void visitMap(yaml::Node node, const Shape &shape, yaml::Node owner, const syntax::Key *asKey);
    void visitEntry(yaml::Entry entry, const Shape &shape, const Shape &whole, quint64 &seen);
    const Shape &formOf(yaml::Node map, const Shape &shape);

    void add(Kind kind, yaml::Node node, const Shape &shape, yaml::Node owner = {}, const syntax::Key *key = nullptr)
    {
        m_found.push_back({kind, node, &shape, key, owner});
    }

    std::vector<Mismatch> m_found;
    KeySet m_keys;
    int m_visited = 0;
};

void Walk::visit(yaml::Node node, const Shape &shape, yaml::Node owner, const syntax::Key *asKey)
{
    if (shape.forms.testFlag(Form::Anything) || ++m_visited > mostNodes)
        return;
    if (node.isMapping()) {
        if (shape.forms.testFlag(Form::Map))
            visitMap(node, shape, owner, asKey);
        else
            add(Kind::WrongType, node, shape, owner);
    } else if (node.isSequence()) {
        if (!shape.forms.testFlag(Form::List)) {
            add(Kind::WrongType, node, shape, owner);
            return;
        }
        if (node.isEmpty() && !shape.mayBeEmpty)
            add(Kind::Empty, node, shape, owner, asKey);
        for (const yaml::Node item : yaml::items(node))
            visit(item, *shape.items, {});
    } else if (node.isScalar() || node.isNull() || !node) {
        visitScalar(node, shape, owner, asKey);
    }
}

void Walk::visitScalar(yaml::Node node, const Shape &shape, yaml::Node owner, const syntax::Key *asKey)
{
    const syntax::Forms forms = shape.forms;
    const std::string_view text = node.text();
    if (!node || node.isNull() || text.empty()) {
        const Form wanted = node && !node.isNull() ? Form::EmptyText : Form::Null;
        if (!forms.testFlag(wanted))
            add(Kind::Empty, node, shape, owner, asKey);
        return;
    }
    if (shape.expressions == Expressions::Bare)
        return;
    if (hasExpression(text)) {
        if (shape.expressions == Expressions::None)
            add(Kind::ExpressionNotAllowed, node, shape, owner);
        else if (!forms.testFlag(Form::Text) && !isWholeExpression(text))
            add(Kind::WrongType, node, shape, owner);
        else if (isMapOfTexts(shape))
            add(Kind::WholeExpression, node, shape, owner);
        return;
    }
    if (forms.testFlag(Form::Text)) {
        if (!shape.values.empty() && !shape.value(text))
            add(Kind::UnknownValue, node, shape, owner);
        return;
    }
    if (forms.testFlag(Form::Boolean) && yaml::booleanOf(node))
        return;
    const std::optional<double> number = forms.testFlag(Form::Number) ? yaml::numberOf(node) : std::nullopt;
    if (!number)
        add(Kind::WrongType, node, shape, owner);
    else if (shape.isPositive && !(*number > 0))
        add(Kind::NotPositive, node, shape, owner);
}

/// What a job or step must be by the keys it has.
const Shape &Walk::formOf(yaml::Node map, const Shape &shape)
{
    const std::span<const syntax::Alternative> forms = shape.alternatives;
    if (forms.empty())
        return shape;
    const auto formWith = [&](yaml::Node key) {
        return std::ranges::find(forms, key.text(), &syntax::Alternative::key);
    };
    quint32 present = 0;
    for (const auto [key, value] : yaml::entries(map)) {
        const auto form = formWith(key);
        if (form != forms.end() && !form->key.empty())
            present |= quint32(1) << (form - forms.begin());
    }
    if (std::popcount(present) > 1) {
        for (const auto [key, value] : yaml::entries(map)) {
            if (formWith(key) != forms.end())
                add(Kind::SeveralStepKinds, key, shape);
        }
    }
    if (present != 0)
        return *forms[size_t(std::countr_zero(present))].shape;
    if (forms.back().key.empty())
        return *forms.back().shape;
    add(Kind::NoStepKind, map, shape);
    return shape;
}

void Walk::visitMap(yaml::Node node, const Shape &shape, yaml::Node owner, const syntax::Key *asKey)
{
    if (node.isEmpty() && !shape.mayBeEmpty) {
        add(Kind::Empty, node, shape, owner, asKey);
        return;
    }
    const Shape &form = formOf(node, shape);
    for (const yaml::Node key : m_keys.repeated(node))
        add(Kind::DuplicateKey, key, form, owner);
    quint64 seen = 0;
    for (const yaml::Entry entry : yaml::entries(node))
        visitEntry(entry, form, shape, seen);
    const bool isUndecided = !shape.alternatives.empty() && &form == &shape;
    for (size_t i = 0; i < form.keys.size() && !isUndecided; ++i) {
        if (form.keys[i].isRequired && !(seen & (quint64(1) << i)))
            add(Kind::MissingKey, node, form, owner, &form.keys[i]);
    }
}

void Walk::visitEntry(yaml::Entry entry, const Shape &shape, const Shape &whole, quint64 &seen)
{
    const std::string_view name = entry.key.text();
    if (name == mergeKey)
        return;
    if (hasExpression(name)) {
        add(Kind::ExpressionInKey, entry.key, shape);
        return;
    }
    if (const syntax::Key *key = shape.key(name)) {
        seen |= quint64(1) << (key - shape.keys.data());
        visit(entry.value, *key->shape, entry.key, key);
    } else if (shape.others) {
        visit(entry.value, *shape.others, entry.key);
    } else if (const syntax::Key *elsewhere = whole.key(name)) {
        const bool isKind = std::ranges::contains(whole.alternatives, name, &syntax::Alternative::key);
        if (!isKind)
            add(Kind::MisplacedKey, entry.key, shape, {}, elsewhere);
        visit(entry.value, *elsewhere->shape, entry.key, elsewhere);
    } else {
        add(Kind::UnknownKey, entry.key, shape);
    }
}

} // namespace

std::vector<Mismatch> compareWithSyntax(const yaml::Tree &tree)
{
    return Walk().run(tree);
}

} // namespace slipway::diagnostics
