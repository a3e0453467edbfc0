#pragma once

#include <QAbstractButton>

namespace slipway::widgets {

/// The first seven characters of `commit`.
QString shortSha(const QString &commit);

QSize shaChipSize(const QFont &base);
/// Paints the short commit on a sunken fill with its left edge at `rect`'s left, centred vertically.
void paintShaChip(QPainter &painter, const QRectF &rect, const QString &commit, const QFont &base,
                  const QPalette &palette);

/// A commit. A click, Space or Enter copies it in full.
class ShaChip final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ShaChip(QWidget *parent = nullptr);

    /// `title` is the commit's first line, for the tooltip.
    void setCommit(const QString &commit, const QString &title = {});
    QString commit() const { return m_commit; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void copied(const QString &commit);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void copy();

    QString m_commit;
};

} // namespace slipway::widgets
