#pragma once

#include "editing/open_file.h"

#include <QList>
#include <QWidget>

#include <memory>

class QAction;
class QMenu;

namespace slipway::code_editor {

/// The source pane: the text of one open file, with line numbers, folding, completion, findings and change marks.
///
/// Text and document follow each other through the file's history, which is the only undo stack. Offsets of the
/// document are bytes of UTF-8, those of the text pane UTF-16 units: this class translates.
class CodeEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit CodeEditor(QWidget *parent = nullptr);
    ~CodeEditor() override;

    /// Null shows nothing. The file outlives the pane, or is set to null before.
    void setFile(editing::OpenFile *file);

    /// Moves the cursor there and shows it; the keyboard too when `focus`.
    void goTo(yaml::Range range, bool focus = true);
    /// "Ln 75, Col 14", "LF", "Spaces: 2": what the dock's head shows.
    QString positionWords() const;
    QString formatWords() const;
    void setReadOnly(bool readOnly);
    /// All that can be done here, for menus; each works while the keyboard is in the pane.
    QList<QAction *> actions() const;

public Q_SLOTS:
    void find();
    void replace();
    void toggleComment();
    void complete();
    void quickFix();
    /// Asks for a job, step or key of the file and goes there.
    void goToSymbol();
    void goToDefinition();
    void foldAll();
    void unfoldAll();
    /// What the repository has in the place of the changed line with the cursor, and a way to take it back.
    void showOldText();

Q_SIGNALS:
    void positionChanged();
    /// An expression or `uses` leads to another file of the repository: "./.github/workflows/release.yml".
    void fileRequested(const QString &path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectArea();
    void showHover(int position, const QPoint &global);
    void showOldTextAt(int line, const QPoint &global);
    void fillMenu(QMenu *menu);

    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::code_editor
