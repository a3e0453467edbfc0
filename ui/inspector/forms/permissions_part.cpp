#include "inspector/forms/permissions_part.h"

#include "inspector/fields/choice_field.h"
#include "syntax/permission_scopes.h"

#include <QVBoxLayout>

namespace slipway::inspector {

namespace {

constexpr int byScope = 4;

int allOf(yaml::Node value)
{
    if (!value || value.isNull())
        return 0;
    if (value.isMapping())
        return value.isEmpty() ? 3 : byScope;
    if (value.text() == "read-all")
        return 1;
    return value.text() == "write-all" ? 2 : -1;
}

} // namespace

PermissionsPart::PermissionsPart(Desk &desk, const yaml::Path &path, QWidget *parent)
    : Field(desk, path, {}, parent)
    , m_board(new QWidget(this))
    , m_list(new QWidget(m_board))
{
    auto *column = new QVBoxLayout(m_board);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    addAll();
    addScopes();
    column->addWidget(m_all);
    column->addWidget(m_list);
    setControl(m_board, m_all);
}

void PermissionsPart::addAll()
{
    const bool isOfJob = path().size() > 1;
    m_all = new ChoiceField(desk(), path(), tr("The token of the run may"),
                            {
                                {isOfJob ? tr("What the workflow says") : tr("What the repository says"), nullptr},
                                {tr("Read everything"), yaml::makeText("read-all")},
                                {tr("Read and write everything"), yaml::makeText("write-all")},
                                {tr("Nothing"), yaml::makeMap({})},
                                {tr("What is chosen below"), nullptr},
                            },
                            m_board);
    m_all->setRead([this](yaml::Node value) { return m_wantsScopes && allOf(value) <= 0 ? byScope : allOf(value); });
    const QString scopeWords = tr("What is chosen below");
    m_all->setWrite([this, scopeWords](const ChoiceField::Choice &choice) {
        return choose(choice.value, choice.words == scopeWords);
    });
}

base::Done PermissionsPart::choose(const yaml::ValuePtr &value, bool wantsScopes)
{
    m_wantsScopes = wantsScopes;
    const yaml::Tree &tree = *desk().document().tree();
    const yaml::ValuePtr written = wantsScopes ? yaml::makeMap({{"contents", yaml::makeText("read")}}) : value;
    const auto done =
        desk().perform(written ? setting(tree, path(), written) : removing(tree, path()), tr("Change permissions"));
    follow();
    return done;
}

void PermissionsPart::addScopes()
{
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    for (const syntax::PermissionScope &scope : syntax::permissionScopes()) {
        QList<ChoiceField::Choice> choices{{tr("Not set"), nullptr}, {tr("None"), yaml::makeText("none")}};
        if (scope.allowed.testFlag(syntax::Access::Read))
            choices.append({tr("Read"), yaml::makeText("read")});
        if (scope.allowed.testFlag(syntax::Access::Write))
            choices.append({tr("Write"), yaml::makeText("write")});
        auto *field =
            new ChoiceField(desk(), below(path(), {std::string(scope.name)}), shown(scope.name), choices, m_list);
        field->setWords(shown(scope.summary));
        column->addWidget(field);
        m_scopes.append(field);
    }
}

void PermissionsPart::show(yaml::Node value)
{
    m_all->follow();
    const int all = allOf(value);
    m_list->setVisible(all == byScope || (m_wantsScopes && all <= 0));
    for (ChoiceField *scope : std::as_const(m_scopes))
        scope->follow();
}

bool PermissionsPart::takeFocus()
{
    return m_all->takeFocus();
}

} // namespace slipway::inspector
