#pragma once

#include <QWidget>

namespace slipway::widgets {

/// "Priya Nair" → "PN", "jonas-weil" → "JW", "admin" → "A".
QString initials(const QString &name);

/// Paints a disc with the person's initials.
void paintAvatar(QPainter &painter, const QRectF &rect, const QString &name, const QFont &base,
                 const QPalette &palette);
/// Paints a rounded tile with the initials of a workspace.
void paintInitialsTile(QPainter &painter, const QRectF &rect, const QString &name, const QFont &base);

/// A person, by initials.
class Avatar final : public QWidget
{
    Q_OBJECT

public:
    explicit Avatar(QWidget *parent = nullptr, int size = 20);
    void setName(const QString &name);
    QString name() const { return m_name; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
};

} // namespace slipway::widgets
