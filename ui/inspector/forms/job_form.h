#pragma once

#include "inspector/fields/choice_field.h"
#include "inspector/forms/form.h"

#include <set>
#include <string_view>

namespace slipway::inspector {

class ListField;
class SparkStrip;
class TextField;

/// One job: what it runs on, what it waits for, and when.
class JobForm final : public Form
{
    Q_OBJECT

public:
    JobForm(Desk &desk, const editing::Place &place, QWidget *parent);

    void follow() override;
    bool fits() const override;

private:
    void addName();
    void addRunner();
    void addNeeds();
    void addWhen();
    QList<ChecksField::Choice> needChoices() const;
    base::Done rename(const QString &to);
    base::Done changeNeed(const QString &need, bool on);

    bool m_isCall;
    TextField *m_runner = nullptr;
    TextField *m_group = nullptr;
    ListField *m_labels = nullptr;
    ListField *m_groupLabels = nullptr;
    ChecksField *m_needs = nullptr;
    SparkStrip *m_past = nullptr;
};

/// The jobs that wait for `job`, through others too. Views of the workflow.
std::set<std::string_view> waitingFor(const workflow::Workflow &workflow, std::string_view job);

} // namespace slipway::inspector
