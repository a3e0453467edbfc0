#pragma once

#include <QObject>
#include <QTextBlock>

#include <memory>

namespace slipway::code_editor {

class TextArea;

/// Colours the text by our own definition of a workflow file (resources/syntax-definition), in the theme's colours.
/// Lines in sight are coloured before they are painted, the others while nothing else is to do; a change goes on only
/// as far as it changes how lines below are read.
class Highlighter final : public QObject
{
    Q_OBJECT

public:
    explicit Highlighter(TextArea &area);
    ~Highlighter() override;

    /// All lines up to `last` have their colours then.
    void ensure(const QTextBlock &last);
    /// Lines that are coloured, from the first one on.
    int doneLines() const;

    /// Longer lines stay plain: nobody reads them by their colours.
    static constexpr int longestLine = 10'000;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void contentsChanged(int position, int removed, int added);
    void restart();
    void goOn();

    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::code_editor
