#pragma once

#include "inspector/fields/field.h"
#include "inspector/fields/section.h"

#include <QWidget>

class QVBoxLayout;

namespace slipway::inspector {

/// The fields of one part of a workflow, one below the other.
class Form : public QWidget
{
    Q_OBJECT

public:
    Form(Desk &desk, editing::Place place, QWidget *parent);

    const editing::Place &place() const { return m_place; }
    /// Shows what the document says now.
    virtual void follow();
    /// Whether the part is still of the kind that the form was made for.
    virtual bool fits() const { return true; }
    /// Names of the repository, or what is known of them, have changed.
    virtual void refresh() { follow(); }
    /// Each finding goes to the field that it is about, what is left to the top.
    void setFindings(const QList<diagnostics::Finding> &findings);
    bool focusFirst();

    Desk &desk() const { return m_desk; }
    /// Takes the field in below the last one, of the form or of `section`.
    template<typename T>
    T *add(T *field, Section *section = nullptr)
    {
        place(field, section);
        m_fields.append(field);
        return field;
    }
    /// Fields side by side, as long as the text is small enough.
    void addPair(Field *left, Field *right, Section *section = nullptr);
    void place(QWidget *widget, Section *section = nullptr);
    /// Open when something is set in it, or when it was left open before.
    Section *addSection(const QString &title, bool isSet);
    /// "on.push" and the like, as far as the place says.
    yaml::Path path() const;

private:
    Desk &m_desk;
    editing::Place m_place;
    QVBoxLayout *m_column = nullptr;
    QList<Note *> m_notes;
    QList<Field *> m_fields;
};

/// The form for what is selected.
Form *makeForm(Desk &desk, const QList<editing::Place> &all, const editing::Place &current, QWidget *parent);

/// Where a part of the file is written.
yaml::Path pathOf(const editing::Place &place);
/// The part that it stands for; null when the document has none.
const workflow::Job *jobOf(const workflow::Document &document, const editing::Place &place);
const workflow::Step *stepOf(const workflow::Document &document, const editing::Place &place);
const workflow::Trigger *triggerOf(const workflow::Document &document, const editing::Place &place);

} // namespace slipway::inspector
