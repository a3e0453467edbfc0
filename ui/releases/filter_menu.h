#pragma once

#include <QList>
#include <QPushButton>

class QMenu;

namespace slipway::releases_page {

/// A button with a menu of checks: nothing checked is everything.
class FilterMenu final : public QPushButton
{
    Q_OBJECT

public:
    struct Choice {
        QString id;
        /// Others' words; shown as they are.
        QString words;
        bool operator==(const Choice &) const = default;
    };

    /// `all`: "All apps"; `several`: "%1 apps".
    FilterMenu(const QString &all, const QString &several, QWidget *parent = nullptr);
    /// Keeps what is chosen of those that remain.
    void setChoices(const QList<Choice> &choices);
    QStringList chosen() const { return m_chosen; }
    void setChosen(const QStringList &ids);
    QMenu &choices() const { return *m_menu; }

Q_SIGNALS:
    void chosenChanged(const QStringList &ids);

private:
    void fill();
    void take(const QStringList &ids);
    void showWords();

    QString m_all;
    QString m_several;
    QMenu *m_menu;
    QList<Choice> m_choices;
    QStringList m_chosen;
};

} // namespace slipway::releases_page
