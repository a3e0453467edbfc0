#pragma once

#include "inspector/fields/field.h"

class QPushButton;

namespace slipway::inspector {

class CardsField;

/// One entry with fields of its own.
class Card final : public QWidget
{
    Q_OBJECT

public:
    Card(CardsField &cards, const yaml::Path &path, const QString &id);

    const yaml::Path &path() const { return m_path; }
    const QString &id() const { return m_id; }
    template<typename T>
    T *add(T *field)
    {
        take(field);
        return field;
    }
    void follow();
    void takeFocus();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void take(Field *field);
    void addHead(CardsField &cards);

    yaml::Path m_path;
    QString m_id;
    QList<Field *> m_fields;
};

/// Entries of a map or list that are maps themselves, each as a card: inputs, services, schedules.
class CardsField final : public Field
{
    Q_OBJECT

public:
    using Build = std::function<void(Card &card)>;
    struct Kind {
        /// "Add input".
        QString addWords;
        /// A list's entries have no names.
        bool isList = false;
        /// "input" makes "input", "input-2"…
        std::string newName;
        yaml::ValuePtr newValue;
    };
    CardsField(Desk &desk, yaml::Path path, const QString &label, Kind kind, Build build, QWidget *parent);

    const Kind &kind() const { return m_kind; }
    /// Keys that are no entries.
    void leaveOut(const QStringList &names) { m_leftOut = names; }
    bool holds(yaml::Range range) const override;

protected:
    void show(yaml::Node value) override;
    bool isUsual(yaml::Node value) const override;

private:
    friend class Card;
    QStringList idsOf(yaml::Node value) const;
    void addEntry();
    base::Done rename(const Card &card, const QString &to);
    void remove(const Card &card);

    Kind m_kind;
    Build m_build;
    QStringList m_leftOut;
    QWidget *m_board = nullptr;
    QPushButton *m_add = nullptr;
    QList<Card *> m_cards;
};

} // namespace slipway::inspector
