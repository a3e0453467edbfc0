#pragma once

#include "inspector/fields/field.h"

namespace slipway::inspector {

class ChoiceField;

/// What the run's token may do: one word for all, or a level for each scope.
class PermissionsPart final : public Field
{
    Q_OBJECT

public:
    PermissionsPart(Desk &desk, const yaml::Path &path, QWidget *parent);
    bool takeFocus() override;

protected:
    void show(yaml::Node value) override;
    bool isUsual(yaml::Node) const override { return true; }

private:
    void addAll();
    void addScopes();
    base::Done choose(const yaml::ValuePtr &value, bool wantsScopes);

    ChoiceField *m_all = nullptr;
    QWidget *m_board = nullptr;
    QWidget *m_list = nullptr;
    QList<ChoiceField *> m_scopes;
    bool m_wantsScopes = false;
};

} // namespace slipway::inspector
