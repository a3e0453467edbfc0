#pragma once

#include "base/clock.h"
#include "code_editor/code_editor.h"
#include "code_editor/text_area.h"
#include "editing/open_file.h"

#include <QTest>

#include <memory>

/// A source pane with one file, shown and with the keyboard.
struct Pane {
    explicit Pane(const QByteArray &text, const QByteArray &base = {});
    ~Pane();

    QByteArray source() const { return file->document().source(); }
    /// What the pane shows.
    QString shown() const { return area->toPlainText(); }
    void putCursor(int line, int column) const;
    /// Behind the first place where `words` stand.
    void putCursorBehind(const QString &words) const;
    void type(const QString &letters) const;
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const { QTest::keyClick(area, key, modifiers); }
    void undoAll() const { file->history().stack().setIndex(0); }

    std::unique_ptr<slipway::editing::OpenFile> file;
    slipway::code_editor::CodeEditor editor;
    slipway::code_editor::TextArea *area = nullptr;
};
