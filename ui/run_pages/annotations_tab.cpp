#include "run_pages/annotations_tab.h"

#include "theme/icons.h"
#include "theme/status_look.h"
#include "theme/tokens.h"
#include "widgets/message.h"
#include "widgets/plain_words.h"

#include <QListWidget>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

QString placeOf(const runs::AnnotationFact &annotation)
{
    return annotation.firstLine > 0 ? u"%1:%2"_s.arg(annotation.path, QString::number(annotation.firstLine))
                                    : annotation.path;
}

QString linesOf(const runs::AnnotationFact &annotation)
{
    const QString message = annotation.message.simplified();
    const QString first = annotation.title.isEmpty() ? message : annotation.title + u": "_s + message;
    return first + u'\n' + placeOf(annotation) + (annotation.job.isEmpty() ? QString() : u" · "_s + annotation.job);
}

QIcon iconOf(base::Status level)
{
    if (level == base::Status::Unknown)
        return theme::icon(u"status-info"_s);
    return theme::icon(theme::statusIcon(level));
}

} // namespace

AnnotationsTab::AnnotationsTab(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_list(new QListWidget)
{
    m_list->setAccessibleName(tr("Annotations"));
    m_list->setObjectName(u"annotations"_s);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideRight);
    m_stack->addWidget(m_list);
    m_stack->addWidget(new widgets::EmptyState(tr("The jobs of this run left no remarks.")));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_stack);
    connect(m_list, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        const runs::AnnotationFact &annotation = m_annotations.at(m_list->row(item));
        emit fileRequested(annotation.path, annotation.firstLine);
    });
    setAnnotations({});
}

void AnnotationsTab::setAnnotations(const QList<runs::AnnotationFact> &annotations)
{
    m_stack->setCurrentIndex(annotations.isEmpty() ? 1 : 0);
    if (m_annotations == annotations)
        return;
    m_annotations = annotations;
    m_list->clear();
    for (const runs::AnnotationFact &annotation : annotations) {
        auto *item = new QListWidgetItem(iconOf(annotation.level), linesOf(annotation));
        item->setToolTip(widgets::plainTip(annotation.message));
        m_list->addItem(item);
    }
}

} // namespace slipway::run_pages
