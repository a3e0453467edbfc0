#include "scenes.h"

#include <QTest>

namespace slipway::canvas {

class TestCanvasAccessibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
};

} // namespace slipway::canvas

QTEST_MAIN(slipway::canvas::TestCanvasAccessibility)
#include "test_canvas_accessibility.moc"
