#pragma once

#include "inspector/fields/field.h"

class QLineEdit;

namespace slipway::inspector {

class ListField;
class Rows;
class Typing;

/// One entry of a list.
class ListRow final : public QWidget
{
    Q_OBJECT

public:
    explicit ListRow(ListField &list);

    bool isNew() const { return m_isNew; }
    void show(int at, yaml::Node value);
    void setWritable(bool writable);
    void takeFocus();
    QString text() const;

private:
    base::Done write(const QString &text);
    void remove();

    ListField &m_list;
    int m_at = 0;
    bool m_isNew = true;
    QLineEdit *m_line = nullptr;
    QWidget *m_remove = nullptr;
    Typing *m_typing = nullptr;
};

/// A list of words or lines, or one word written alone: branches, paths, ports.
class ListField final : public Field
{
    Q_OBJECT

public:
    ListField(Desk &desk, yaml::Path path, const QString &label, const QString &addWords, QWidget *parent);

    /// Texts that are offered while typing.
    ListField *setChoices(std::function<QStringList()> choices);
    /// What an entry means, in words; shown for the entry that is being edited.
    struct Meaning {
        QString words;
        bool isWrong = false;
    };
    ListField *setMeaning(std::function<Meaning(const QString &text)> meaning);
    /// Entries that are numbers stay numbers and new ones are.
    ListField *setWrites(Writes writes);
    bool takeFocus() override;

protected:
    void show(yaml::Node value) override;
    bool isUsual(yaml::Node value) const override;

private:
    friend class ListRow;
    void addRow();
    void drop(ListRow *row);
    void judge(const QString &text);

    Rows *m_frame = nullptr;
    QList<ListRow *> m_rows;
    std::function<QStringList()> m_choices;
    std::function<Meaning(const QString &)> m_meaning;
    Writes m_writes = Writes::Like;
    Note *m_judgement = nullptr;
};

} // namespace slipway::inspector
