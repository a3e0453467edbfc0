// What a keystroke costs in the source pane: from the key to painted text, and to the document that has it, in a file
// of 5,000 lines, intact and broken, beside a bare QPlainTextEdit. Prints figures; `bench_typing [LINES]`.

#include "code_editor/code_editor.h"
#include "editing/open_file.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QTextStream>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

constexpr int keys = 200;

QByteArray fileOf(int lines, bool isBroken)
{
    QByteArray text = "name: Large\non: push\njobs:\n"_ba;
    for (int job = 0, line = 3; line < lines; ++job, line += 10) {
        text += "  job-"_ba + QByteArray::number(job)
            + ":\n    runs-on: ubuntu-latest\n    timeout-minutes: 10\n    steps:\n      - uses: actions/checkout@v4\n"
              "      - name: Build\n        run: |\n          make all TARGET=${{ github.ref }}\n          make test\n\n"_ba;
    }
    return isBroken ? text + "broken: [\n"_ba : text;
}

struct Times {
    std::vector<double> painted;
    std::vector<double> fresh;
};

/// Types into the middle of the file; the pane is painted as a window's update would.
Times type(QPlainTextEdit &area, const editing::OpenFile *file)
{
    const QTextBlock middle = area.document()->find(u"make test"_s, area.document()->characterCount() / 2).block();
    QTextCursor cursor(middle);
    cursor.movePosition(QTextCursor::EndOfBlock);
    area.setTextCursor(cursor);
    area.centerCursor();
    QApplication::processEvents();
    Times times;
    for (int i = 0; i < keys; ++i) {
        const int revision = file ? file->document().revision() : 0;
        QElapsedTimer timer;
        timer.start();
        const QString letter = i % 7 == 6 ? u" "_s : u"x"_s;
        QKeyEvent press(QEvent::KeyPress, Qt::Key_X, Qt::NoModifier, letter);
        QApplication::sendEvent(&area, &press);
        area.viewport()->repaint();
        times.painted.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        while (file && file->document().revision() == revision)
            QApplication::processEvents();
        times.fresh.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        QApplication::processEvents();
    }
    return times;
}

QString percentiles(std::vector<double> values)
{
    std::ranges::sort(values);
    const auto at = [&](double share) {
        return QString::number(values[static_cast<size_t>(share * static_cast<double>(values.size() - 1))], 'f', 2);
    };
    return u"p50 %1  p95 %2  p99 %3  worst %4 ms"_s.arg(at(0.5), at(0.95), at(0.99), at(1));
}

void measure(QTextStream &out, const QString &name, const QByteArray &text)
{
    editing::OpenFile::Setup setup;
    setup.origin.path = u".github/workflows/large.yml"_s;
    setup.text = text;
    setup.base = text;
    setup.clock = std::make_shared<base::SystemClock>();
    editing::OpenFile file(std::move(setup));
    code_editor::CodeEditor editor;
    editor.resize(1'100, 700);
    QElapsedTimer timer;
    timer.start();
    editor.setFile(&file);
    editor.show();
    editor.activateWindow();
    auto *area = editor.findChild<QPlainTextEdit *>();
    area->setFocus();
    area->viewport()->repaint();
    out << name << ": open to painted "_L1 << QString::number(static_cast<double>(timer.nsecsElapsed()) / 1e6, 'f', 1)
        << " ms\n"_L1;
    for (int i = 0; i < 200; ++i)
        QApplication::processEvents(QEventLoop::AllEvents, 5);
    const Times times = type(*area, &file);
    out << "  key to painted text  "_L1 << percentiles(times.painted) << '\n';
    out << "  key to the document  "_L1 << percentiles(times.fresh) << '\n';
    editor.setFile(nullptr);
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QTextStream out(stdout);
    const int lines = argc > 1 ? QString::fromLocal8Bit(argv[1]).toInt() : 5'000;
    QPlainTextEdit bare;
    bare.setLineWrapMode(QPlainTextEdit::NoWrap);
    bare.setPlainText(QString::fromUtf8(fileOf(lines, false)));
    bare.resize(1'100, 700);
    bare.show();
    out << "bare QPlainTextEdit\n  key to painted text  "_L1 << percentiles(type(bare, nullptr).painted) << '\n';
    measure(out, u"intact"_s, fileOf(lines, false));
    measure(out, u"broken"_s, fileOf(lines, true));
    return 0;
}
