#pragma once

#include "overview_page/ink.h"

#include <QHeaderView>

namespace slipway::overview_page {

/// A head of a table in small type on the header surface, its words aligned with the cells below.
class FactHeader : public QHeaderView
{
    Q_OBJECT

public:
    /// `designHeight` in pixels for text of 13 px.
    FactHeader(qreal designHeight, QWidget *parent);

    QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void changeEvent(QEvent *event) override;

    /// Between a title and the next column, in design pixels.
    virtual qreal rightPadding() const { return cellPadding / 3; }
    virtual void paintTitle(const Ink &ink, const QRectF &content, int section, const QString &title) const;
    const Fonts &fonts() const { return m_fonts; }

private:
    qreal m_designHeight;
    Fonts m_fonts;
};

/// The fleet's head: environments as badges, told apart by their frames.
class FleetHeader final : public FactHeader
{
    Q_OBJECT

public:
    explicit FleetHeader(QWidget *parent);

protected:
    qreal rightPadding() const override { return cellPadding; }
    void paintTitle(const Ink &ink, const QRectF &content, int section, const QString &title) const override;
};

} // namespace slipway::overview_page
