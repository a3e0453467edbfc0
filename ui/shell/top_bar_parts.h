#pragma once

#include <QAbstractButton>
#include <QWidget>

namespace slipway::shell {

/// Looks like a field and opens the palette, where the typing happens.
class PaletteField final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit PaletteField(QWidget *parent);
    QSize sizeHint() const override { return {330, 28}; }

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// The person signed in, by initials.
class PersonButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit PersonButton(QWidget *parent);
    void setPerson(const QString &name);
    QSize sizeHint() const override { return {26, 26}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_person;
};

/// A thin upright line between groups of a bar.
class BarSeparator final : public QWidget
{
    Q_OBJECT

public:
    explicit BarSeparator(QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace slipway::shell
