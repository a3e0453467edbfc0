#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QToolButton;

namespace slipway::pipelines_page {

/// The strip above the canvas: what can be done to the graph, what is worth knowing of it, and the zoom.
class EditorToolbar final : public QWidget
{
    Q_OBJECT

public:
    explicit EditorToolbar(QWidget *parent = nullptr);

    /// A button that does `action` and is enabled as it is; its tooltip names `keys`.
    void addAction(QAction *action, const QString &keys = {});
    void addSeparator();
    /// A button with the palette's blocks in a menu; `addRequested` follows.
    void addBlocks();
    /// A button that opens and closes the form where there is no room beside the canvas; hidden until shown.
    void addDrawer(QAction *action);
    void setDrawerShown(bool shown);
    /// The zoom at the right; buttons do these actions.
    void addZoom(QAction *out, QAction *in, QAction *fit);
    void setZoom(qreal zoom);
    /// "3 steps use secrets".
    void setWords(const QString &words);

Q_SIGNALS:
    void addRequested(const QString &block);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QToolButton *makeButton(const QString &name, const QString &keys);
    void adoptFont();

    QLabel *m_words;
    QLabel *m_zoom;
    QToolButton *m_drawer = nullptr;
};

} // namespace slipway::pipelines_page
