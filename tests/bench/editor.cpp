// The editor as it is used: how long the largest real workflow takes from being set to a painted graph, and what a
// keystroke in the source costs to painted text and to the graph that shows it, in a file of 5,000 lines; beside a
// bare QPlainTextEdit. Prints figures; `bench_editor [FILE]`.

#include "canvas/canvas.h"
#include "code_editor/code_editor.h"
#include "pipelines_page/canvas_editor.h"
#include "pipelines_page/editor_view.h"

#include <QApplication>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QTextStream>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway;
using pipelines_page::EditorView;

namespace {

constexpr QSize size(1440, 900);
constexpr int opens = 20;
constexpr int keys = 200;
constexpr int lines = 5'000;

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

/// Jobs of ten lines, each after one of the twenty before it.
QByteArray madeFile()
{
    QByteArray text = "name: Large\non: push\njobs:\n"_ba;
    for (int job = 0, line = 3; line < lines; ++job, line += 10) {
        const QByteArray need = job < 20 ? "    timeout-minutes: 10\n"_ba
                                         : "    needs: job-"_ba + QByteArray::number(job - 1 - job * 7 % 20) + '\n';
        text += "  job-"_ba + QByteArray::number(job) + ":\n    runs-on: ubuntu-latest\n"_ba + need
            + "    steps:\n      - uses: actions/checkout@v4\n      - name: Build\n        run: |\n"
              "          make all TARGET=${{ github.ref }}\n          make test\n\n"_ba;
    }
    return text;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The largest workflow of the corpus; a made one where there is no corpus.
QByteArray largestFile()
{
    QByteArray largest;
    QDirIterator files(QStringLiteral(SLIPWAY_SOURCE_DIR "/../shared/corpus/workflows"), {u"*.yml"_s, u"*.yaml"_s},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QFileInfo file(files.next());
        if (file.size() > largest.size())
            largest = contents(file.filePath());
    }
    return largest.isEmpty() ? madeFile() : largest;
}

double since(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

QString percentiles(std::vector<double> values)
{
    std::ranges::sort(values);
    const auto at = [&](double share) {
        return QString::number(values[static_cast<size_t>(share * static_cast<double>(values.size() - 1))], 'f', 2);
    };
    return u"p50 %1  p95 %2  worst %3 ms"_s.arg(at(0.5), at(0.95), at(1));
}

void settle(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

editing::OpenFile::Setup setupOf(const QByteArray &text)
{
    editing::OpenFile::Setup setup;
    setup.origin.path = u".github/workflows/large.yml"_s;
    setup.text = text;
    setup.base = text;
    setup.clock = std::make_shared<base::SystemClock>();
    return setup;
}

bool isDrawn(const canvas::Canvas &canvas)
{
    return std::ranges::any_of(canvas.picture().cards,
                               [&](const canvas::Card &card) { return !canvas.rectOf({card.id}).isEmpty(); });
}

void show(QWidget &widget)
{
    widget.resize(size);
    widget.show();
    widget.activateWindow();
    QApplication::processEvents();
}

void measureOpening(const QByteArray &text)
{
    base::SystemClock clock;
    EditorView view(&clock);
    show(view);
    std::vector<double> read;
    std::vector<double> painted;
    std::vector<double> frames;
    for (int i = 0; i < opens; ++i) {
        QElapsedTimer timer;
        timer.start();
        editing::OpenFile file(setupOf(text));
        read.push_back(since(timer));
        timer.start();
        view.setFile(&file);
        while (!isDrawn(view.canvas()))
            QApplication::processEvents();
        view.canvas().viewport()->repaint();
        painted.push_back(since(timer));
        view.repaint();
        frames.push_back(since(timer));
        settle(300);
        view.setFile(nullptr);
    }
    std::vector<double> bare;
    for (int i = 0; i < opens; ++i) {
        QPlainTextEdit area;
        area.setLineWrapMode(QPlainTextEdit::NoWrap);
        show(area);
        QElapsedTimer timer;
        timer.start();
        area.setPlainText(QString::fromUtf8(text));
        area.viewport()->repaint();
        bare.push_back(since(timer));
    }
    out() << "open, "_L1 << text.size() << " bytes, "_L1 << text.count('\n') << " lines\n"_L1
          << "  text to document              "_L1 << percentiles(read) << "\n  set to painted graph          "_L1
          << percentiles(painted) << "\n  set to everything painted     "_L1 << percentiles(frames)
          << "\n  bare QPlainTextEdit, painted  "_L1 << percentiles(bare) << Qt::endl;
}

/// The cursor behind the name of a step in the middle of the file, which the graph shows.
void goToMiddle(QPlainTextEdit &area)
{
    QTextCursor cursor = area.document()->find(u"name: Build"_s, area.document()->characterCount() / 2);
    cursor.movePosition(QTextCursor::EndOfBlock);
    area.setTextCursor(cursor);
    area.centerCursor();
    area.setFocus();
    QApplication::processEvents();
}

double typedIn(QPlainTextEdit &area, const QElapsedTimer &timer)
{
    QKeyEvent press(QEvent::KeyPress, Qt::Key_X, Qt::NoModifier, u"x"_s);
    QApplication::sendEvent(&area, &press);
    area.viewport()->repaint();
    return since(timer);
}

void measureTyping(const QByteArray &text)
{
    base::SystemClock clock;
    EditorView view(&clock);
    editing::OpenFile file(setupOf(text));
    show(view);
    view.setFile(&file);
    settle(2'000);
    int drawn = -1;
    QObject::connect(&view.graph(), &pipelines_page::CanvasEditor::redrawn, &file,
                     [&] { drawn = file.drawable().revision(); });
    auto *area = view.source().findChild<QPlainTextEdit *>();
    goToMiddle(*area);
    std::vector<double> painted;
    std::vector<double> pictures;
    for (int i = 0; i < keys; ++i) {
        const int before = file.document().revision();
        QElapsedTimer timer;
        timer.start();
        painted.push_back(typedIn(*area, timer));
        while (file.document().revision() == before || drawn != file.document().revision())
            QApplication::processEvents();
        view.canvas().viewport()->repaint();
        pictures.push_back(since(timer));
        QApplication::processEvents();
    }
    QPlainTextEdit bare;
    bare.setLineWrapMode(QPlainTextEdit::NoWrap);
    bare.setPlainText(QString::fromUtf8(text));
    show(bare);
    goToMiddle(bare);
    std::vector<double> plain;
    for (int i = 0; i < keys; ++i) {
        QElapsedTimer timer;
        timer.start();
        plain.push_back(typedIn(bare, timer));
        QApplication::processEvents();
    }
    out() << "type, "_L1 << text.count('\n') << " lines, "_L1 << view.canvas().picture().cards.size() << " cards\n"_L1
          << "  key to painted text           "_L1 << percentiles(painted) << "\n  key to painted graph          "_L1
          << percentiles(pictures) << "\n  bare QPlainTextEdit, painted  "_L1 << percentiles(plain) << Qt::endl;
    view.setFile(nullptr);
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    measureOpening(argc > 1 ? contents(QString::fromLocal8Bit(argv[1])) : largestFile());
    measureTyping(madeFile());
    return 0;
}
