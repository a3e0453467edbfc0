#pragma once

#include "widgets/badge.h"

#include <QToolButton>

namespace slipway::shell {

/// A button that is an icon, with a count in its corner when there is something to count.
class IconButton final : public QToolButton
{
    Q_OBJECT

public:
    /// `keys` is for the tooltip: "Ctrl+K".
    IconButton(const QString &iconName, const QString &name, const QString &keys, QWidget *parent);

    void setCount(int count, widgets::BadgeTone tone = widgets::BadgeTone::Failure);
    int count() const { return m_count; }
    QSize sizeHint() const override { return {28, 28}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    int m_count = 0;
    widgets::BadgeTone m_tone = widgets::BadgeTone::Failure;
};

} // namespace slipway::shell
