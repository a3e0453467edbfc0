#pragma once

#include "widgets/badge.h"

#include <QStringList>
#include <QWidget>

class QButtonGroup;

namespace slipway::widgets {

/// One choice out of a few, all of them in sight. One stop of Tab; the arrow keys choose.
class SegmentedControl final : public QWidget
{
    Q_OBJECT

public:
    explicit SegmentedControl(QWidget *parent = nullptr);

    void setSegments(const QStringList &names);
    int currentIndex() const;
    /// -1: none is chosen. Ignores an index that there is not.
    void setCurrentIndex(int index);
    /// A count behind the name; 0 takes it away.
    void setBadge(int index, int count, BadgeTone tone);

Q_SIGNALS:
    void currentIndexChanged(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QButtonGroup *m_group = nullptr;
};

} // namespace slipway::widgets
