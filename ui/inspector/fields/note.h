#pragma once

#include "base/status.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace slipway::inspector {

/// Words below a field: an icon, a text of one or more lines, and at most one button.
class Note final : public QWidget
{
    Q_OBJECT

public:
    explicit Note(QWidget *parent = nullptr);

    /// Words of any origin, shown as they are; empty words hide the note. Unknown shows no icon.
    void say(base::Status tone, const QString &words, const QString &buttonWords = {},
             const std::function<void()> &press = {});
    QString words() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintWords();

    base::Status m_tone = base::Status::Unknown;
    QLabel *m_icon = nullptr;
    QLabel *m_words = nullptr;
    QPushButton *m_button = nullptr;
    std::function<void()> m_press;
};

/// Colours `label` with a token that is not the usual text's; follows only what `changeEvent` calls again.
void setInk(QLabel &label, const QColor &colour);

} // namespace slipway::inspector
