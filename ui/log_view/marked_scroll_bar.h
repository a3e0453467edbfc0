#pragma once

#include <QColor>
#include <QScrollBar>

#include <vector>

namespace slipway::log_view {

/// A scroll bar that shows where in the whole something lies.
class MarkedScrollBar final : public QScrollBar
{
    Q_OBJECT

public:
    struct Mark {
        /// 0..1 of the whole.
        double place = 0;
        /// Painted later, so over the others.
        int rank = 0;
        QColor colour;
    };

    explicit MarkedScrollBar(QWidget *parent = nullptr);
    void setMarks(std::vector<Mark> marks);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<Mark> m_marks;
};

} // namespace slipway::log_view
