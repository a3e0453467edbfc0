#pragma once

#include "inspector/fields/field.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace slipway::inspector {

class Typing;

/// A text on one line; with choices to pick from, the list of a combo box.
class TextField final : public Field
{
    Q_OBJECT

public:
    TextField(Desk &desk, yaml::Path path, const QString &label, QWidget *parent, Writes writes = Writes::Like);

    TextField *setPlaceholder(const QString &words);
    TextField *setMono();
    /// Asked whenever the list opens.
    TextField *setChoices(std::function<QStringList()> choices);
    /// Another way to write than at the path: a name that others refer to. Not in halves: when the keyboard leaves.
    TextField *setRename(std::function<base::Done(const QString &text)> rename, std::function<QString()> read);
    /// What goes with every change of the text.
    TextField *whenEdited(std::function<void(const QString &text)> edited);
    /// A name that others refer to stands for a whole part, whose findings are not its own.
    bool holds(yaml::Range range) const override { return !m_readName && Field::holds(range); }

protected:
    void show(yaml::Node value) override;
    bool isUsual(yaml::Node value) const override;

private:
    base::Done write(const QString &text);
    void watch(bool isRename);

    Writes m_writes;
    QLineEdit *m_line = nullptr;
    QComboBox *m_combo = nullptr;
    Typing *m_typing = nullptr;
    std::function<QStringList()> m_choices;
    std::function<base::Done(const QString &)> m_rename;
    std::function<QString()> m_readName;
};

/// A text of several lines: scripts, lists that an action takes as text.
class LinesField final : public Field
{
    Q_OBJECT

public:
    LinesField(Desk &desk, yaml::Path path, const QString &label, QWidget *parent);
    LinesField *setPlaceholder(const QString &words);

protected:
    void show(yaml::Node value) override;
    bool isUsual(yaml::Node value) const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();

    QPlainTextEdit *m_edit = nullptr;
    Typing *m_typing = nullptr;
};

} // namespace slipway::inspector
