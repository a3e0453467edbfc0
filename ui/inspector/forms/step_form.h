#pragma once

#include "inspector/forms/form.h"

namespace slipway::widgets {
class SegmentedControl;
}

namespace slipway::inspector {

class ActionInputs;
class ChoiceField;
class ExpressionField;
class LinesField;
class SparkStrip;
class TextField;

/// One step of a job.
class StepForm final : public Form
{
    Q_OBJECT

public:
    StepForm(Desk &desk, const editing::Place &place, QWidget *parent);

    void follow() override;

private:
    void addKind();
    void addWhat();
    void addWhen();
    void addDetails();
    void chooseKind(int kind);
    QString limitWords() const;

    QWidget *m_kind = nullptr;
    widgets::SegmentedControl *m_segments = nullptr;
    Note *m_other = nullptr;
    LinesField *m_command = nullptr;
    TextField *m_uses = nullptr;
    ActionInputs *m_inputs = nullptr;
    Field *m_directory = nullptr;
    Field *m_shell = nullptr;
    TextField *m_limit = nullptr;
    ChoiceField *m_when = nullptr;
    ExpressionField *m_condition = nullptr;
    SparkStrip *m_past = nullptr;
    bool m_wantsCondition = false;
    bool m_isFollowing = false;
};

} // namespace slipway::inspector
