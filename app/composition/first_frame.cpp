#include "composition/first_frame.h"

#include <QEvent>
#include <QLoggingCategory>

namespace slipway::composition {

namespace {

Q_LOGGING_CATEGORY(logStart, "slipway.start", QtWarningMsg)

class FrameWatch final : public QObject
{
public:
    FrameWatch(QWidget &window, QObject *context, std::function<void()> then)
        : QObject(context)
        , m_then(std::move(then))
    {
        window.installEventFilter(this);
        window.update();
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            // The children paint in the same turn; the frame is on its way to the screen in the next.
            QMetaObject::invokeMethod(this, [this] { finish(); }, Qt::QueuedConnection);
        }
        return false;
    }

private:
    void finish()
    {
        qCInfo(logStart, "first frame");
        deleteLater();
        m_then();
    }

    std::function<void()> m_then;
};

} // namespace

void onFirstFrame(QWidget &window, QObject *context, std::function<void()> then)
{
    new FrameWatch(window, context, std::move(then));
}

} // namespace slipway::composition
