#pragma once

#include <QWidget>

namespace slipway::widgets {

/// One line of others' words, as written: elided where there is no room, whole in the tooltip.
class ElidedLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);
    void setText(const QString &text);
    /// Does not give way below so many pixels, if its text is as wide.
    void setLeastWidth(int pixels);
    const QString &text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    int m_leastWidth = 0;
};

} // namespace slipway::widgets
