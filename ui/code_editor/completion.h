#pragma once

#include "editing/open_file.h"

#include <QFutureWatcher>
#include <QPointer>

class QKeyEvent;

namespace slipway::code_editor {

class CompletionPopup;
class TextArea;
class TextSync;

/// Offers what may be written while a person types, and on demand. Candidates are made on a worker; what has become
/// old by the time it comes is dropped.
class Completion final : public QObject
{
    Q_OBJECT

public:
    Completion(TextArea &area, TextSync &sync);
    ~Completion() override;

    void setFile(editing::OpenFile *file);
    void ask();
    void close();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isOpen() const;
    bool press(const QKeyEvent &key);
    void goOn();
    bool begins() const;
    void arrived();
    bool accept();
    CompletionPopup &popup();

    TextArea &m_area;
    TextSync &m_sync;
    QPointer<editing::OpenFile> m_file;
    QPointer<CompletionPopup> m_popup;
    QFutureWatcher<std::vector<workflow::Candidate>> m_watcher;
    /// What the candidates are for.
    int m_revision = -1;
    int m_position = -1;
    /// The key that is being worked off writes something.
    bool m_isTyping = false;
    /// More was typed while candidates were made: one worker at a time.
    bool m_isOutdated = false;
};

} // namespace slipway::code_editor
