#pragma once

#include "e2e_stage/stage.h"

#include <functional>

namespace slipway::widgets {
class Sheet;
}

namespace slipway::e2e {

/// What a person does with a sheet over the window, by keys, and what they read on it.
class WindowHand
{
public:
    explicit WindowHand(Stage &stage)
        : m_stage(stage)
    { }

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
    /// Ctrl+Enter, and waits until the sheet has closed, failed or asks for something else. False when it takes too
    /// long, as everywhere here.
    bool confirm();
    /// Esc, and waits until there is no sheet.
    bool cancel();

    /// Waits for it. So much time goes on for the program whenever nobody is being asked.
    bool until(const std::function<bool()> &isSo, std::chrono::milliseconds step = std::chrono::milliseconds(250));

protected:
    Stage &stage() const { return m_stage; }

private:
    QWidget *sheetWidget() const;

    Stage &m_stage;
};

} // namespace slipway::e2e
