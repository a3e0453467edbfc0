// The floor of bench_start: an empty QMainWindow that says when it has been painted.
#include <QApplication>
#include <QMainWindow>
#include <QPaintEvent>
#include <QTimer>

#include <cstdio>

namespace {

class EmptyWindow final : public QMainWindow
{
protected:
    void paintEvent(QPaintEvent *event) override
    {
        QMainWindow::paintEvent(event);
        if (!m_isPainted)
            QTimer::singleShot(0, this, [] {
                std::fputs("first frame\n", stderr);
                std::fflush(stderr);
            });
        m_isPainted = true;
    }

private:
    bool m_isPainted = false;
};

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    EmptyWindow window;
    window.resize(1440, 900);
    window.show();
    return QApplication::exec();
}
