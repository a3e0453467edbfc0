#include "scenes.h"

#include <QTest>

namespace slipway::canvas {

class TestCanvasTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
};

} // namespace slipway::canvas

QTEST_MAIN(slipway::canvas::TestCanvasTools)
#include "test_canvas_tools.moc"
