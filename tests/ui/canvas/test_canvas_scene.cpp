#include "scenes.h"

#include <QTest>

namespace slipway::canvas {

class TestCanvasScene : public QObject
{
    Q_OBJECT

private Q_SLOTS:
};

} // namespace slipway::canvas

QTEST_MAIN(slipway::canvas::TestCanvasScene)
#include "test_canvas_scene.moc"
