#pragma once

#include <QListView>

namespace slipway::pipelines_page {

/// A kind of thing that can be added to a workflow.
struct Block {
    /// As editing/blocks.h names it: "step.run".
    const char *id;
    const char *icon;
    /// Translated in the context "pipelines_page".
    const char *words;
    const char *does;
    /// The key that adds it while the canvas has the keyboard; 0 for none.
    char key;
};

/// All of them, in the palette's order.
std::span<const Block> blocks();

/// The blocks that are dragged onto the canvas; Enter and double click add one beside what is selected.
class BlockPalette final : public QListView
{
    Q_OBJECT

public:
    explicit BlockPalette(QWidget *parent = nullptr);

    QSize sizeHint() const override;

Q_SIGNALS:
    void addRequested(const QString &block);

protected:
    void changeEvent(QEvent *event) override;
    /// A chip goes with the pointer, so that what lies below stays readable.
    void startDrag(Qt::DropActions actions) override;
};

} // namespace slipway::pipelines_page
