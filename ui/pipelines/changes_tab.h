#pragma once

#include "editing/open_file.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class QListWidget;

namespace slipway::widgets {
class Message;
}

namespace slipway::pipelines_page {

class DiffView;

/// What the file has become since the repository's version: in words, and line by line.
class ChangesTab final : public QWidget
{
    Q_OBJECT

public:
    /// `clock` outlives it.
    explicit ChangesTab(base::Clock *clock, QWidget *parent = nullptr);

    /// Null shows nothing. The file outlives the tab, or is set to null before.
    void setFile(editing::OpenFile *file);

Q_SIGNALS:
    /// How many changes of meaning there are.
    void countChanged(int count);
    void goToRequested(slipway::yaml::Range range);

private:
    void takeSoon();
    void take();
    void goToLine(int line);

    base::Clock *m_clock;
    QPointer<editing::OpenFile> m_file;
    std::unique_ptr<base::Alarm> m_pause;
    QListWidget *m_meaning;
    DiffView *m_diff;
    QWidget *m_content;
    widgets::Message *m_empty;
};

} // namespace slipway::pipelines_page
