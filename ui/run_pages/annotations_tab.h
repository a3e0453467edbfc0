#pragma once

#include "runs/facts.h"

#include <QWidget>

class QListWidget;
class QStackedWidget;

namespace slipway::widgets {
class Message;
}

namespace slipway::run_pages {

/// Remarks that jobs left on files; Enter or a double click opens the place.
class AnnotationsTab final : public QWidget
{
    Q_OBJECT

public:
    explicit AnnotationsTab(QWidget *parent = nullptr);
    void setAnnotations(const QList<runs::AnnotationFact> &annotations);

Q_SIGNALS:
    void fileRequested(const QString &path, qint64 line);

private:
    QList<runs::AnnotationFact> m_annotations;
    QStackedWidget *m_stack = nullptr;
    QListWidget *m_list = nullptr;
};

} // namespace slipway::run_pages
