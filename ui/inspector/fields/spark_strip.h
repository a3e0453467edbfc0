#pragma once

#include "inspector/inspector.h"

#include <QWidget>

class QLabel;

namespace slipway::inspector {

/// How long the newest runs took, as a line without an axis, and what is to be said of them beside it.
class SparkStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit SparkStrip(QWidget *parent = nullptr);
    /// Hides itself without runs.
    void show(const Sources::Past &past);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<qint64> m_took;
    QLabel *m_title = nullptr;
    QLabel *m_words = nullptr;
    QWidget *m_plot = nullptr;
};

} // namespace slipway::inspector
