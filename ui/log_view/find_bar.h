#pragma once

#include "logs/matcher.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace slipway::log_view {

/// Find: the text, two choices, what was found, next and previous. Enter goes on, Shift+Enter back, Esc closes.
class FindBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    logs::Query query() const;
    void setQuery(const logs::Query &query);
    /// "3 of 12"; with `isWrong` why the pattern cannot be read.
    void setWords(const QString &words, bool isWrong = false);
    QString words() const;
    void open();

Q_SIGNALS:
    void queryChanged();
    void nextRequested();
    void previousRequested();
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *addButton(const QString &icon, const QString &words, const QKeySequence &keys);
    QToolButton *addChoice(const QString &sign, const QString &words);

    QLineEdit *m_text = nullptr;
    QToolButton *m_case = nullptr;
    QToolButton *m_pattern = nullptr;
    QLabel *m_words = nullptr;
};

} // namespace slipway::log_view
