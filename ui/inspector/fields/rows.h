#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace slipway::inspector {

/// The frame around the rows of a table or list, with a head when it has columns, and the button that adds a row.
class Rows final : public QWidget
{
    Q_OBJECT

public:
    Rows(const QStringList &columns, const QString &addWords, QWidget *parent);

    QPushButton *addButton() const { return m_add; }
    /// Puts `row` at `index`, moving it when it is there already.
    void put(QWidget *row, int index);
    /// An edit without a frame of its own, as rows have them.
    static void dress(QLineEdit &line, const QString &name);
    static QToolButton *removeButton(const QString &name, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *m_head = nullptr;
    QVBoxLayout *m_rows = nullptr;
    QPushButton *m_add = nullptr;
};

} // namespace slipway::inspector
