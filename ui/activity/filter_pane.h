#pragma once

#include "activity_page/operation_filter.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace slipway::activity_page {

/// What can be chosen from.
struct Choices {
    QStringList people;
    QStringList apps;
    QStringList kinds;
    bool operator==(const Choices &) const = default;
};

/// Person, app, environment, kind, time and words.
class FilterPane final : public QWidget
{
    Q_OBJECT

public:
    explicit FilterPane(QWidget *parent = nullptr);

    void setChoices(const Choices &choices);
    /// `now` is what "last 24 h" counts from.
    Wanted wanted(const QDateTime &now) const;
    void clear();
    /// Lines of the log have no kind.
    void setKindEnabled(bool isEnabled);
    QLineEdit *search() const { return m_search; }

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QComboBox *addChoice(const QString &label);

    Choices m_choices;
    QLineEdit *m_search;
    QPushButton *m_clear;
    QComboBox *m_person = nullptr;
    QComboBox *m_app = nullptr;
    QComboBox *m_environment = nullptr;
    QComboBox *m_kind = nullptr;
    QComboBox *m_time = nullptr;
};

} // namespace slipway::activity_page
