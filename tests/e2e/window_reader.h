#pragma once

#include <QAbstractItemView>
#include <QWidget>

class QPushButton;

namespace slipway::shell {
class MainWindow;
}

namespace slipway::e2e {

/// Reads the window as a person with a screen reader does: by the accessible names and texts of what is shown.
/// No-break spaces come as spaces.
class WindowReader
{
public:
    enum Column { App, Production, Drift, Staging, Previews };

    explicit WindowReader(shell::MainWindow &window)
        : m_window(window)
    { }

    /// The visible widget of that accessible name; null when there is none.
    QWidget *named(const QString &name) const;
    QAbstractItemView *view(const QString &name) const { return qobject_cast<QAbstractItemView *>(named(name)); }
    QAbstractItemView *fleet() const;
    QAbstractItemView *workflows() const;

    /// The sentence on an app's cell; empty for an unknown app.
    QString cell(const QString &app, Column column) const;
    /// Whether the column of the fleet is there to be seen.
    bool shows(Column column) const;
    /// The sentences of a workflow's row, joined.
    QString workflow(const QString &name) const;
    /// "Title: sentence" of each entry of the inbox, from top to bottom.
    QStringList inbox() const;
    /// The lines over the fleet that tell of failures.
    QStringList banners() const;
    QPushButton *bannerButton() const;
    /// The first visible button whose accessible name starts so; null when there is none.
    QPushButton *linkStarting(const QString &name) const;
    /// The words beside the sync button.
    QString sync() const;
    /// The newest message that still shows.
    QString toast() const;
    /// Whether a message that still shows has these words.
    bool says(const QString &words) const;
    /// All that still show, oldest first.
    QStringList toasts() const;
    /// What the bell lists, newest first.
    QStringList notifications() const;
    /// Titles of what the palette has found.
    QStringList paletteResults() const;

private:
    shell::MainWindow &m_window;
};

} // namespace slipway::e2e
