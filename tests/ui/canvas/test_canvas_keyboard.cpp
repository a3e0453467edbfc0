#include "scenes.h"

#include <QTest>

namespace slipway::canvas {

class TestCanvasKeyboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
};

} // namespace slipway::canvas

QTEST_MAIN(slipway::canvas::TestCanvasKeyboard)
#include "test_canvas_keyboard.moc"
