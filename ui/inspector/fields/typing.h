#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

class QLineEdit;
class QPlainTextEdit;
class QWidget;

namespace slipway::inspector {

class Desk;

/// Watches an edit: what is typed goes into the document on a pause, on Enter, and when the keyboard leaves; Escape
/// takes back what is not yet written. While somebody types, the document does not disturb the text.
class Typing final : public QObject
{
    Q_OBJECT

public:
    /// Leave: a name that others refer to is not written in halves.
    enum class When : quint8 { Pause, Leave };
    /// Writes `text()` into the document.
    using Write = std::function<base::Done(const Typing &typing)>;

    Typing(Desk &desk, QLineEdit &edit, Write write, When when = When::Pause);
    Typing(Desk &desk, QPlainTextEdit &edit, Write write);

    /// What the document says.
    void setText(const QString &text);
    QString text() const { return m_read(); }
    bool isPending() const { return m_isPending; }
    void commit();

Q_SIGNALS:
    /// Every change of the text, by hand or by the document.
    void edited();
    /// The words of a refusal; empty when the text was taken.
    void answered(const QString &words);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void start(QWidget &edit);
    void touch();
    bool takesKey(int key, Qt::KeyboardModifiers modifiers);

    Desk &m_desk;
    Write m_write;
    When m_when;
    std::function<QString()> m_read;
    std::function<void(const QString &)> m_show;
    bool m_isSingleLine;
    QString m_document;
    bool m_isPending = false;
    bool m_isShowing = false;
    std::unique_ptr<base::Alarm> m_pause;
};

/// A text edit's characters as they are: no-break spaces stay what they are.
QString textOf(const QPlainTextEdit &edit);

} // namespace slipway::inspector
