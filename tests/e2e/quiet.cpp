#include "e2e_stage/quiet.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>

using namespace std::chrono_literals;

namespace slipway::e2e {

void letWork(std::chrono::milliseconds idle, std::chrono::milliseconds most)
{
    QElapsedTimer all;
    QElapsedTimer quiet;
    all.start();
    quiet.start();
    while (quiet.durationElapsed() < idle && all.durationElapsed() < most) {
        const bool hadWork = QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        if (hadWork)
            quiet.restart();
        else
            // Sockets and worker threads answer in their own time; nothing tells that they have nothing more to say.
            QThread::sleep(1ms);
    }
}

} // namespace slipway::e2e
