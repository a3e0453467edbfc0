#pragma once

#include "base/status.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace slipway::widgets {

/// A line over a region whose facts could not be renewed: says what failed and what is shown instead.
class Banner final : public QWidget
{
    Q_OBJECT

public:
    explicit Banner(QWidget *parent = nullptr);

    /// "Fly.io answered 502 at 14:32. Showing 14:31." with "Retry"; empty words hide the button.
    void setMessage(base::Status tone, const QString &sentence, const QString &buttonWords = {});
    QString sentence() const;

Q_SIGNALS:
    void buttonClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    base::Status m_tone = base::Status::Warning;
    QLabel *m_sentence = nullptr;
    QPushButton *m_button = nullptr;
};

} // namespace slipway::widgets
