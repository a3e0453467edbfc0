#pragma once

#include "inspector/forms/form.h"

namespace slipway::inspector {

class ChecksField;
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

/// Whether `job` waits for `other`, through others too.
bool waitsFor(const workflow::Workflow &workflow, std::string_view job, std::string_view other);

} // namespace slipway::inspector
