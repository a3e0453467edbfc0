#pragma once

#include "diagnostics/rule.h"
#include "inspector/fields/desk.h"
#include "inspector/fields/note.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace slipway::inspector {

/// One value of the file with its label, its control and what is to be said of it. A field shows what stands at its
/// path and writes there only what a person changes: looking writes nothing.
class Field : public QWidget
{
    Q_OBJECT

public:
    Field(Desk &desk, yaml::Path path, const QString &label, QWidget *parent);

    const yaml::Path &path() const { return m_path; }
    /// The same part of the file stands elsewhere now.
    void setPath(const yaml::Path &path);
    QString label() const { return m_name; }
    /// A sentence that assistive technology reads and the pointer shows.
    Field *setHelp(const QString &help);
    /// A sentence below the control.
    Field *setWords(const QString &words, base::Status tone = base::Status::Unknown);
    /// Shows what the document says.
    void follow();
    /// Findings whose place is in this field, each with its fix.
    void setFindings(const QList<diagnostics::Finding> &findings);
    /// Whether a finding at `range` belongs here.
    virtual bool holds(yaml::Range range) const;
    /// Puts the keyboard into it; false when it takes none.
    virtual bool takeFocus();

protected:
    virtual void show(yaml::Node value) = 0;
    /// Whether `value` is of a kind that the control can carry as it is.
    virtual bool isUsual(yaml::Node value) const;
    /// The control below the label.
    void setControl(QWidget *control, QWidget *named);
    /// The words of a refusal; empty takes them back.
    void answer(const QString &words);
    /// Writes what is typed at the path; an empty text removes what is there.
    base::Done write(const Typing &typing, const QString &text, Writes writes);
    /// "Change shell".
    QString stepName() const;
    Desk &desk() const { return m_desk; }
    QVBoxLayout *column() const { return m_column; }
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void name(QWidget &named);
    void showUnusual(yaml::Node value);
    Note *finding(qsizetype at);

    Desk &m_desk;
    yaml::Path m_path;
    QString m_name;
    QString m_help;
    QLabel *m_label = nullptr;
    QVBoxLayout *m_column = nullptr;
    QWidget *m_control = nullptr;
    QWidget *m_named = nullptr;
    Note *m_unusual = nullptr;
    Note *m_answer = nullptr;
    Note *m_words = nullptr;
    QList<Note *> m_findings;
};

/// Says a finding with its fix; a fix is for the document that was checked, so it is offered for that alone.
void sayFinding(Note &note, Desk &desk, const diagnostics::Finding &finding);

} // namespace slipway::inspector
