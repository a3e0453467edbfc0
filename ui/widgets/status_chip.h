#pragma once

#include "base/status.h"

#include <QWidget>

/// Pieces that pages share.
namespace slipway::widgets {

/// The space a status chip with `words` takes, 20 high, or 18 compact.
QSize statusChipSize(const QString &words, const QFont &base, bool compact = false);
/// Paints icon and words on the status's own fill with its left edge at `rect`'s left, centred vertically.
void paintStatusChip(QPainter &painter, const QRectF &rect, base::Status status, const QString &words,
                     const QFont &base, const QPalette &palette, bool compact = false);

/// A status in shape, word and colour.
class StatusChip final : public QWidget
{
    Q_OBJECT

public:
    explicit StatusChip(QWidget *parent = nullptr);

    /// Empty words mean the status's own word.
    void setStatus(base::Status status, const QString &words = {});
    base::Status status() const { return m_status; }
    QString words() const { return m_words; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    base::Status m_status = base::Status::Unknown;
    QString m_words;
};

} // namespace slipway::widgets
