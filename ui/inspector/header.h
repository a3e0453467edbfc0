#pragma once

#include "inspector/fields/desk.h"

#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace slipway::inspector {

/// What is selected: its icon, its name, which one of how many it is, and what can be done with all of it.
class Header final : public QWidget
{
    Q_OBJECT

public:
    explicit Header(Desk &desk, QWidget *parent = nullptr);

    void show(const QList<editing::Place> &all, const editing::Place &current);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fillMenu();
    void paintIcon();
    void elide();
    void remove();
    void duplicate();

    Desk &m_desk;
    QList<editing::Place> m_all;
    editing::Place m_place;
    QString m_words;
    QString m_iconName;
    QLabel *m_icon = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_position = nullptr;
    QToolButton *m_more = nullptr;
    QMenu *m_menu = nullptr;
};

/// What is called by which name: "Deploy to Fly.io" for a step with a name, else what it does.
QString titleOf(const workflow::Document &document, const editing::Place &place);
QString iconOf(const workflow::Document &document, const editing::Place &place);
/// "Step 3 of 6"; empty where there is no count.
QString positionOf(const workflow::Document &document, const editing::Place &place);

} // namespace slipway::inspector
