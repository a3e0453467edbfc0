#pragma once

#include "pipelines/templates.h"
#include "widgets/sheet.h"

#include <QHash>

class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;

namespace slipway::pipelines_page {

/// "New workflow…": choose a template, name the file, answer its few questions.
class TemplateSheet final : public widgets::Sheet
{
    Q_OBJECT

public:
    /// `takenNames`: file names that there are already.
    TemplateSheet(const QStringList &takenNames, QWidget *over);

Q_SIGNALS:
    void chosen(const QString &fileName, const QByteArray &text);

private:
    void fillList();
    void showChoice();
    void takeFields();
    void create();
    QMap<QString, QString> answers() const;
    const pipelines::WorkflowTemplate *current() const;

    QList<pipelines::WorkflowTemplate> m_choices;
    QStringList m_taken;
    QListWidget *m_list;
    QLabel *m_sentence;
    QLineEdit *m_fileName;
    QFormLayout *m_form;
    QHash<QString, QLineEdit *> m_answers;
};

} // namespace slipway::pipelines_page
