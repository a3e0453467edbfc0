#pragma once

#include "canvas/canvas.h"
#include "editing/open_file.h"
#include "editing/planned.h"
#include "pipelines_page/graph_picture.h"

#include <QObject>
#include <QPointer>

namespace slipway::pipelines_page {

/// Joins the canvas to one open file: draws its newest good document, and turns what people do with cards into edits.
/// Each is one undo step; what cannot be done is said by `refused` and changes nothing.
class CanvasEditor final : public QObject
{
    Q_OBJECT

public:
    /// `canvas` outlives it.
    explicit CanvasEditor(canvas::Canvas *canvas, QObject *parent = nullptr);

    /// Null shows nothing. The file outlives this, or is set to null before.
    void setFile(editing::OpenFile *file);
    /// What is known beside the file; then the picture is drawn anew.
    void setEnvironmentWords(std::function<QString(const QString &)> words);
    /// How long jobs took lately, "4:48" by their ids; asked for when a file is shown and after each check.
    void setJobTimes(std::function<QHash<QString, QString>(const editing::OpenFile &)> times);
    void redraw();

    /// How many steps that are drawn use a secret.
    int secretSteps() const { return m_secretSteps; }

    void add(const QString &block);
    void remove();
    void duplicate();
    void copy();
    void cut();
    void paste();
    void moveBy(int by);
    /// What folding the current card does: "Hide steps", "Show the jobs inside"; empty when it cannot be folded.
    QString foldWords() const;
    void toggleFold();
    bool canRemove() const;

Q_SIGNALS:
    /// Something could not be done, or has a consequence that the person should know.
    void refused(const QString &words);
    void warned(const QString &words);
    /// Enter on a part: its form takes the keyboard.
    void formRequested();
    void menuRequested(const QPoint &globalPosition);
    void redrawn();

private:
    void connectCanvas();
    canvas::Abilities abilities();
    void takeSelectionOfCanvas();
    void showSelection();
    void connectCards(const QString &from, const QString &to);
    void cutLink(const QString &from, const QString &to);
    void moveRows(const QList<canvas::Spot> &rows, const QString &toCard, int toRow);
    void drop(const QString &block, const canvas::DropSpot &where);
    void rename(const canvas::Spot &spot, const QString &name);
    void pasteText(const QString &text, const editing::Place &target, int index);
    void fold(const QString &card, bool folded);
    const canvas::Card *currentCard() const;
    void offerCut(const QString &from, const QString &to, const QPoint &at);
    /// Does what was planned, selects what came of it, and says what is to be said. True when the document changed.
    bool perform(const base::Result<editing::Planned> &planned);
    void redrawSoon();
    void takeTimes();
    void keepPlaces(const canvas::Picture &before) const;
    editing::Place placeOf(const QString &card) const { return m_drawn.placeOf({card, -1}); }
    editing::Place placeOf(const canvas::DropSpot &where) const;

    /// What is kept of each file while the page lives.
    struct View {
        QSet<QString> folded;
        QSet<QString> open;
        QByteArray places;
    };

    canvas::Canvas *m_canvas;
    QPointer<editing::OpenFile> m_file;
    WorkflowPicture m_drawn;
    QHash<QString, View> m_views;
    std::function<QString(const QString &)> m_environmentWords;
    std::function<QHash<QString, QString>(const editing::OpenFile &)> m_jobTimes;
    QHash<QString, QString> m_times;
    int m_secretSteps = 0;
    bool m_isSelecting = false;
    bool m_isRedrawWaiting = false;
};

} // namespace slipway::pipelines_page
