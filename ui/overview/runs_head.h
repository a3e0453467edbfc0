#pragma once

#include "overview_page/ink.h"

#include <QWidget>

namespace slipway::overview_page {

/// The line above the workflows: what the table is, and what the bars of its strips mean.
class RunsHead final : public QWidget
{
    Q_OBJECT

public:
    explicit RunsHead(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// Gives the left end of the legend.
    qreal paintLegend(const Ink &ink) const;

    Fonts m_fonts;
};

} // namespace slipway::overview_page
