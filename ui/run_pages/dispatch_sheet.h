#pragma once

#include "run_pages/plan_sheet.h"
#include "runs/workflow_files.h"

class QComboBox;
class QFormLayout;
class QPushButton;

namespace slipway::run_pages {

/// "Run workflow…": branch, the file's inputs as typed fields, presets, and the plan that follows what is typed.
class DispatchSheet final : public PlanSheet
{
    Q_OBJECT

public:
    DispatchSheet(std::shared_ptr<const runs::Services> services, const runs::WorkflowFact &workflow,
                  runs::Standing standing, const QString &branch, QWidget *over);
    ~DispatchSheet() override;

private:
    QWidget *makeTop();
    QWidget *makePresets();
    void fetchForm();
    void takeForm(const base::Result<runs::WorkflowFiles> &files);
    void buildForm();
    QWidget *fieldFor(const runs::DispatchInput &input);
    void setValue(const QString &input, const QString &value);
    void showValues(const QMap<QString, QString> &values);
    void fillPresets(const QString &chosen = {});
    void choosePreset();
    void savePreset();
    void renamePreset();
    void removePreset();
    void judgePresets();
    void sync();

    runs::WorkflowFact m_workflow;
    runs::Presets m_presets;
    runs::DispatchForm m_form;
    bool m_isFormKnown = false;
    QString m_formProblem;
    QMap<QString, QString> m_values;
    QStringList m_environments;
    QComboBox *m_branch = nullptr;
    QComboBox *m_preset = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_rename = nullptr;
    QPushButton *m_remove = nullptr;
    /// The preset that was applied or saved last; empty: none.
    QString m_presetName;
    QFormLayout *m_fields = nullptr;
    QHash<QString, QWidget *> m_fieldOf;
    std::stop_source m_formStop;
    bool m_isShowing = false;
};

} // namespace slipway::run_pages
