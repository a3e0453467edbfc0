#pragma once

#include "canvas/picture.h"
#include "e2e_stage/stage.h"

#include <QLineEdit>
#include <QPlainTextEdit>

class QListView;

namespace slipway::canvas {
class Canvas;
}
namespace slipway::desk {
class Desk;
}
namespace slipway::editing {
class OpenFile;
}

namespace slipway::e2e {

/// Works on the Pipelines page of a stage as a person does: clicks, drags and keys. What it reads is what is shown, but
/// for the bytes of the file.
class PipelinesDriver
{
public:
    /// `stage` is started and outlives it.
    explicit PipelinesDriver(Stage &stage);

    /// Goes to the page by its key. False when no workflow is listed in time.
    bool showPage();
    /// Clicks the file in the list and waits until it is open: "migrations.yml".
    bool open(const QString &fileName);
    /// Ctrl+N, the first template, a file name of its own, and Ctrl+Enter.
    bool makeFromTemplate(const QString &fileName);

    editing::OpenFile *file() const;
    QByteArray bytes() const;
    canvas::Canvas &canvas() const;
    QPlainTextEdit &source() const;
    /// Waits until the canvas shows what the text says.
    void settle() const;

    /// The card of a job, by its id; of a trigger, by "on:push".
    canvas::Spot card(const QString &name) const;
    canvas::Spot row(const QString &job, int row) const { return {card(job).card, row}; }
    /// What is written on the card or row.
    QString words(const canvas::Spot &spot) const;
    QStringList rows(const QString &job) const;

    void click(const canvas::Spot &spot, Qt::KeyboardModifiers modifiers = {}) const;
    /// Selects nothing, with the keyboard on the canvas.
    void selectNothing() const;
    /// Where a drag of the mouse begins and ends, by way of two points between.
    void drag(const QPointF &from, const QPointF &to) const;
    void connectByPort(const QString &from, const QString &to) const;
    void cutLink(const QString &from, const QString &to) const;
    /// Before the row, counted before it is taken.
    void dragStep(const canvas::Spot &step, const QString &job, int before) const;
    /// Lets a block of the palette go there. False when the canvas refuses it.
    bool dropBlock(const QString &block, const QPointF &at) const;
    QPointF freePlace() const;
    /// A key on the canvas.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const;
    /// F2, the name and Enter.
    void rename(const QString &name) const;

    /// The control of the form, the table or the head that has this name; null when it is not shown.
    template<typename Control>
    Control *find(const QString &name) const;
    /// Clicks the field, writes in place of what is there, and leaves it with Enter.
    bool write(const QString &field, const QString &text) const;
    /// The same for a field of several lines.
    bool writeLines(const QString &field, const QString &text) const;
    bool press(const QString &button) const;
    bool choose(const QString &box, const QString &words) const;
    /// Presses the button that adds a row, and fills the row.
    bool addEntry(const QString &button, const QString &text) const;
    bool addPair(const QString &button, const QString &name, const QString &value) const;
    /// An input of an action: its own field where the action is known, a row of the table else.
    bool setInput(const QString &name, const QString &value) const;
    bool shows(const QString &words) const;

    /// Puts the cursor before the first place where the source says this.
    bool goTo(const QString &text) const;
    /// Types into the source as a person does, a line at a time.
    void typeInSource(const QString &text) const;

private:
    QWidget &page() const;
    QWidget &inspector() const;
    desk::Desk &desk() const;
    /// The whole graph as the text has it, so that places hold until the next change.
    void showAll() const;
    void clickOn(QWidget &widget) const;
    void typeOver(QLineEdit &line, const QString &text) const;

    Stage &m_stage;
};

template<typename Control>
Control *PipelinesDriver::find(const QString &name) const
{
    QCoreApplication::processEvents();
    const auto all = inspector().findChildren<Control *>();
    for (Control *one : all) {
        if (one->accessibleName() == name && one->isVisible())
            return one;
    }
    return nullptr;
}

} // namespace slipway::e2e
