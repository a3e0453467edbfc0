#pragma once

#include "e2e_stage/stage.h"

#include <QPlainTextEdit>

#include <functional>

namespace slipway::widgets {
class Sheet;
}

namespace slipway::e2e {

/// What a person does on the Pipelines page, by keys and clicks, and what they read there.
class PipelinesHand
{
public:
    explicit PipelinesHand(Stage &stage)
        : m_stage(stage)
    { }

    /// Alt+2, and waits for the first workflow in the editor. False when it takes too long, as everywhere here.
    bool openPage();
    /// Clicks the workflow of this name in the list and waits for its text.
    bool choose(const QString &name);
    /// The pane with the open file's text.
    QPlainTextEdit *source() const;
    QByteArray text() const;
    /// Selects the only place with these words in the source and types others over them.
    bool replace(const QString &before, const QString &after);
    /// What stands beside the file's name: "1 unsaved change".
    QString changedWords() const;

    /// The sheet that lies over the window; null without one.
    widgets::Sheet *sheet() const;
    template<typename T>
    T *part(const QString &name) const
    {
        const QWidget *over = sheetWidget();
        return over ? over->findChild<T *>(name) : nullptr;
    }
    /// All words on the sheet that are in sight.
    QString sheetWords() const;
    /// What the banner on the sheet says.
    QString failure() const;
    /// What its verb is called; empty while it cannot be pressed.
    QString verb() const;
    /// Ctrl+Enter, and waits until the sheet has closed, failed or asks for something else.
    bool confirm();
    /// Esc, and waits until there is no sheet.
    bool cancel();

    /// Waits for it. Time goes on for the program whenever nobody is being asked.
    bool until(const std::function<bool()> &isSo);

private:
    QModelIndex entry(const QString &name) const;
    QWidget *sheetWidget() const;

    Stage &m_stage;
};

} // namespace slipway::e2e
