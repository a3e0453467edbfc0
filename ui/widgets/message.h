#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace slipway::widgets {

/// A page or region without content: one sentence, at most one button. For what is empty and what failed.
class Message : public QWidget
{
    Q_OBJECT

public:
    explicit Message(QWidget *parent = nullptr);

    /// An empty icon name shows none; no words on the button hide it.
    void setContent(const QString &iconName, const QString &sentence, const QString &buttonWords = {});
    QString sentence() const;

Q_SIGNALS:
    void buttonClicked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showIcon();

    QString m_iconName;
    QLabel *m_icon = nullptr;
    QLabel *m_sentence = nullptr;
    QPushButton *m_button = nullptr;
};

/// "No releases yet. They appear here after the first deploy." [Open pipelines]
class EmptyState final : public Message
{
    Q_OBJECT

public:
    explicit EmptyState(const QString &sentence, const QString &buttonWords = {}, QWidget *parent = nullptr);
};

/// "Fly.io answered 502 at 14:32." [Retry]
class ErrorState final : public Message
{
    Q_OBJECT

public:
    explicit ErrorState(const QString &sentence, QWidget *parent = nullptr);
};

} // namespace slipway::widgets
