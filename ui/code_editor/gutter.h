#pragma once

#include <QTextBlock>
#include <QWidget>

namespace slipway::code_editor {

class TextArea;

/// Left of the text: findings, line numbers, marks of what changed, arrows that fold.
class Gutter final : public QWidget
{
    Q_OBJECT

public:
    explicit Gutter(TextArea &area);
    int neededWidth() const;

Q_SIGNALS:
    void problemClicked(int line, const QPoint &global);
    void changeClicked(int line, const QPoint &global);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool event(QEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    enum class Part { Problem, Number, Change, Fold };
    Part partAt(int x) const;
    QRectF numberRect(const QRectF &line) const;
    void paintLine(QPainter &painter, const QTextBlock &block, const QRectF &rect) const;
    void paintChange(QPainter &painter, const QTextBlock &block, const QRectF &rect) const;

    TextArea &m_area;
    bool m_isHovered = false;
};

} // namespace slipway::code_editor
