#pragma once

#include "rollout/draft.h"
#include "theme/tokens.h"

#include <QAbstractButton>

class QButtonGroup;
class QVBoxLayout;

namespace slipway::rollout_sheets {

/// One choice as a card: radio mark, title, time, words. Space chooses.
class OfferCard final : public QAbstractButton
{
    Q_OBJECT

public:
    OfferCard(rollout::Offer offer, bool hasFrame, QWidget *parent = nullptr);
    const QString &id() const { return m_offer.id; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString secondLine() const;
    bool isOneLine(int width) const;
    int pad() const;
    int topGap() const;
    QRectF mark() const;
    void paintMark(QPainter &painter, const theme::Tokens &colours) const;
    void paintWords(QPainter &painter, const theme::Tokens &colours) const;

    rollout::Offer m_offer;
    bool m_hasFrame;
};

/// A choice among several, one of them always. What cannot be chosen says why.
class OfferList final : public QWidget
{
    Q_OBJECT

public:
    /// `hasFrames`: cards; else plain rows.
    explicit OfferList(bool hasFrames, QWidget *parent = nullptr);
    void setOffers(const QList<rollout::Offer> &offers, const QString &chosen);
    QString chosen() const;

Q_SIGNALS:
    void chosenChanged(const QString &id);

private:
    bool m_hasFrames;
    QList<rollout::Offer> m_offers;
    QButtonGroup *m_group = nullptr;
    QVBoxLayout *m_column = nullptr;
};

} // namespace slipway::rollout_sheets
