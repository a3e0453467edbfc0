#include "pipelines_page/problems_tab.h"

#include "pipelines_page/finding_delegate.h"
#include "pipelines_page/finding_model.h"
#include "theme/icons.h"
#include "widgets/message.h"

#include <QListView>
#include <QMenu>
#include <QStackedLayout>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

ProblemsTab::ProblemsTab(QWidget *parent)
    : QWidget(parent)
    , m_model(new FindingModel(this))
    , m_view(new QListView)
    , m_empty(new widgets::Message)
{
    m_view->setObjectName(u"problems"_s);
    m_view->setAccessibleName(tr("Problems"));
    m_view->setModel(m_model);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->setUniformItemSizes(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *delegate = new FindingDelegate(m_view);
    m_view->setItemDelegate(delegate);
    m_empty->setContent(u"status-success"_s, tr("No problems found."));
    auto *stack = new QStackedLayout(this);
    stack->addWidget(m_empty);
    stack->addWidget(m_view);
    connect(m_view, &QListView::activated, this, &ProblemsTab::goTo);
    connect(m_view, &QListView::customContextMenuRequested, this, &ProblemsTab::openMenu);
    connect(delegate, &FindingDelegate::fixRequested, this, &ProblemsTab::fix);
}

void ProblemsTab::setFile(editing::OpenFile *file)
{
    if (m_file)
        m_file->disconnect(this);
    m_file = file;
    if (file)
        connect(file, &editing::OpenFile::checked, this, &ProblemsTab::take);
    take();
}

int ProblemsTab::count() const
{
    return m_model->rowCount();
}

void ProblemsTab::take()
{
    const int row = m_view->currentIndex().row();
    m_model->setFindings(m_file ? m_file->findings() : std::vector<diagnostics::Finding>(),
                         m_file ? m_file->document() : workflow::Document());
    if (row >= 0 && count() > 0)
        m_view->setCurrentIndex(m_model->index(std::min(row, count() - 1)));
    auto *stack = static_cast<QStackedLayout *>(layout());
    stack->setCurrentWidget(count() > 0 ? static_cast<QWidget *>(m_view) : m_empty);
    Q_EMIT countChanged(count());
}

void ProblemsTab::goTo(const QModelIndex &index)
{
    if (const auto *finding = m_model->finding(index))
        Q_EMIT goToRequested(finding->range);
}

void ProblemsTab::fix(const QModelIndex &index)
{
    const auto *finding = m_model->finding(index);
    if (!finding || !finding->fix || !m_file)
        return;
    // The places are those of the document that was checked.
    if (m_file->checkedRevision() != m_file->document().revision()) {
        Q_EMIT refused(tr("The file is being checked again. Try once more."));
        return;
    }
    const diagnostics::Fix fix = *finding->fix;
    if (const auto done = m_file->history().apply(fix.patches, fix.title); !done)
        Q_EMIT refused(base::sentence(done.error()));
}

void ProblemsTab::openMenu(const QPoint &at)
{
    const QModelIndex index = m_view->indexAt(at);
    const auto *finding = m_model->finding(index);
    if (!finding)
        return;
    QMenu menu(this);
    connect(menu.addAction(theme::icon(u"chevron-right"_s),
                           tr("Go to line %1").arg(index.data(FindingModel::LineRole).toString())),
            &QAction::triggered, this, [this, index] { goTo(index); });
    if (finding->fix)
        connect(menu.addAction(theme::icon(u"action-check"_s), finding->fix->title), &QAction::triggered, this,
                [this, index] { fix(index); });
    menu.exec(m_view->viewport()->mapToGlobal(at));
}

} // namespace slipway::pipelines_page
