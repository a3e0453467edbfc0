#pragma once

#include "code_editor/search.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace slipway::code_editor {

class TextArea;
class TextSync;

/// Find and replace below the text: marks all matches while it is open, counts them, steps through them.
class FindBar final : public QWidget
{
    Q_OBJECT

public:
    FindBar(TextArea &area, TextSync &sync, QWidget *parent);

    /// Shows it, with what is selected, and gives it the keyboard.
    void open(bool withReplace);
    void close();
    void step(bool forward);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *addToggle(const QString &text, const QString &name, const QKeySequence &keys);
    QToolButton *addButton(const QString &icon, const QString &name);
    void buildFindRow();
    void buildReplaceRow();
    Search wanted() const;
    void search();
    void goTo(int match);
    void showCount();
    int matchFrom(int position, bool forward) const;
    void replaceOne();
    void replaceEach();

    TextArea &m_area;
    TextSync &m_sync;
    QLineEdit *m_words = nullptr;
    QLineEdit *m_replacement = nullptr;
    QToolButton *m_case = nullptr;
    QToolButton *m_word = nullptr;
    QToolButton *m_expression = nullptr;
    QLabel *m_count = nullptr;
    QWidget *m_replaceRow = nullptr;
    std::vector<Span> m_matches;
    int m_current = -1;
    QTimer m_later;
};

} // namespace slipway::code_editor
