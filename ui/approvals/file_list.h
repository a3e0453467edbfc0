#pragma once

#include "releases/releases.h"

#include <QListView>
#include <QSet>

namespace slipway::approvals_page {

/// The files of a change: path, lines added and removed, and whether they were looked at.
class FileList final : public QListView
{
    Q_OBJECT

public:
    explicit FileList(QWidget *parent = nullptr);

    /// Keeps the ticks of paths that are still there; chooses the first file.
    void setFiles(const QList<releases::FileChange> &files);
    const QList<releases::FileChange> &files() const { return m_files; }
    qsizetype viewedCount() const { return m_viewed.size(); }
    /// The chosen file; -1: none.
    int current() const { return currentIndex().row(); }
    /// By so many files, within the list.
    void move(int by);
    void toggleViewed();
    QSize sizeHint() const override;

Q_SIGNALS:
    void fileChosen(int at);
    void viewedChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Model;
    QList<releases::FileChange> m_files;
    QSet<QString> m_viewed;
};

} // namespace slipway::approvals_page
