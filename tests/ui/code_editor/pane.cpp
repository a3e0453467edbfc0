#include "pane.h"

#include <QApplication>
#include <QKeyEvent>

using namespace Qt::StringLiterals;
using namespace slipway;

Pane::Pane(const QByteArray &text, const QByteArray &base)
{
    editing::OpenFile::Setup setup;
    setup.origin.path = u".github/workflows/ci.yml"_s;
    setup.text = text;
    setup.base = base;
    setup.clock = std::make_shared<base::ManualClock>();
    file = std::make_unique<editing::OpenFile>(std::move(setup));
    area = editor.findChild<code_editor::TextArea *>();
    editor.setFile(file.get());
    editor.resize(900, 400);
    editor.show();
    editor.activateWindow();
    (void)QTest::qWaitForWindowActive(&editor);
    area->setFocus();
}

Pane::~Pane()
{
    editor.setFile(nullptr);
}

void Pane::putCursor(int line, int column) const
{
    const QTextBlock block = area->document()->findBlockByNumber(line - 1);
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + column - 1);
    area->setTextCursor(cursor);
}

void Pane::putCursorBehind(const QString &words) const
{
    QTextCursor cursor = area->textCursor();
    cursor.setPosition(static_cast<int>(shown().indexOf(words) + words.size()));
    area->setTextCursor(cursor);
}

/// Letters that no key of QtTest stands for, too.
void Pane::type(const QString &letters) const
{
    for (const char32_t letter : letters.toUcs4()) {
        if (letter < 0x80) {
            QTest::keyClick(area, static_cast<char>(letter));
            continue;
        }
        QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, QString::fromUcs4(&letter, 1));
        QApplication::sendEvent(area, &press);
    }
}
