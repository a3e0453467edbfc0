#pragma once

#include "widgets/badge.h"

#include <QAbstractButton>

namespace slipway::shell {

/// A page in the rail: icon over title, a count at the icon.
class RailButton final : public QAbstractButton
{
    Q_OBJECT

public:
    RailButton(const QString &id, const QString &title, const QString &iconName, QWidget *parent);

    QString id() const { return m_id; }
    void setNarrow(bool narrow);
    void setBadge(int count, widgets::BadgeTone tone);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_id;
    QString m_iconName;
    bool m_narrow = false;
    int m_count = 0;
    widgets::BadgeTone m_tone = widgets::BadgeTone::Failure;
};

} // namespace slipway::shell
