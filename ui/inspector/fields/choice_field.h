#pragma once

#include "inspector/fields/field.h"

class QCheckBox;

namespace slipway::inspector {

class ChoiceBox;

/// One choice out of a few.
class ChoiceField final : public Field
{
    Q_OBJECT

public:
    struct Choice {
        QString words;
        /// What is written; absent: the key goes.
        yaml::ValuePtr value;
        QString help = {};
    };
    ChoiceField(Desk &desk, yaml::Path path, const QString &label, QList<Choice> choices, QWidget *parent);

    /// What follows from the choice, instead of writing it alone.
    ChoiceField *setWrite(std::function<base::Done(const Choice &choice)> write);
    /// Which choice the document makes where that is not a matter of equal values; negative: another one.
    ChoiceField *setRead(std::function<int(yaml::Node value)> read);
    /// A value that is none of the choices, when it may be kept as it is.
    ChoiceField *setOtherWords(const QString &words);

protected:
    void show(yaml::Node value) override;
    bool isUsual(yaml::Node value) const override;

private:
    int indexOf(yaml::Node value) const;
    void choose(int index);

    QList<Choice> m_choices;
    ChoiceBox *m_box = nullptr;
    QString m_otherWords;
    std::function<base::Done(const Choice &)> m_write;
    std::function<int(yaml::Node)> m_read;
};

/// Yes or no.
class CheckField final : public Field
{
    Q_OBJECT

public:
    /// `isUsually`: what holds when the key is absent; choosing that removes the key.
    CheckField(Desk &desk, yaml::Path path, const QString &label, bool isUsually, QWidget *parent);

protected:
    void show(yaml::Node value) override;
    bool isUsual(yaml::Node value) const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void choose(bool on);

    bool m_isUsually;
    QCheckBox *m_box = nullptr;
};

/// Several words out of a list, each with a check box.
class ChecksField final : public Field
{
    Q_OBJECT

public:
    struct Choice {
        QString name;
        QString help;
        /// Why it cannot be chosen; empty when it can.
        QString refusal = {};
        bool operator==(const Choice &) const = default;
    };
    ChecksField(Desk &desk, yaml::Path path, const QString &label, QWidget *parent);

    void setChoices(const QList<Choice> &choices);
    /// Another way to write than as a list at the path.
    ChecksField *setWrite(std::function<base::Done(const QString &name, bool on)> write);

protected:
    void show(yaml::Node value) override;
    bool isUsual(yaml::Node value) const override;

private:
    void rebuild();
    void choose(const QString &name, bool on);
    QStringList chosen(yaml::Node value) const;

    QList<Choice> m_choices;
    QList<Choice> m_built;
    QWidget *m_list = nullptr;
    QList<QCheckBox *> m_boxes;
    std::function<base::Done(const QString &, bool)> m_write;
};

} // namespace slipway::inspector
