#include "activity_page/activity_page.h"

#include "activity_page/details_pane.h"
#include "activity_page/filter_pane.h"
#include "activity_page/line_delegate.h"
#include "activity_page/operation_delegate.h"
#include "activity_page/operation_filter.h"
#include "activity_page/remedies.h"
#include "base/format.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/banner.h"
#include "widgets/drawer.h"
#include "widgets/message.h"
#include "widgets/segmented_control.h"
#include "workspace/workspace.h"

#include <QAction>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::activity_page {

namespace {

constexpr int filterWidth = 216;
constexpr int detailsWidth = 330;
constexpr int headHeight = 48;
/// Of the page, when the window is 1280 wide: below it the details are a drawer.
constexpr qreal narrowBelow = 1200;

QStringList peopleOf(const operations::OperationsModel &model, const workspace::Workspace &workspace)
{
    QStringList names;
    for (const workspace::Person &person : workspace.people)
        names.append(person.name);
    for (const operations::Operation &operation : model.operations()) {
        if (!operation.actor.isEmpty() && !names.contains(operation.actor))
            names.append(operation.actor);
    }
    return names;
}

QStringList kindsOf(const operations::OperationsModel &model)
{
    QStringList kinds;
    for (const operations::Operation &operation : model.operations()) {
        if (!operation.plan.kind.isEmpty() && !kinds.contains(operation.plan.kind))
            kinds.append(operation.plan.kind);
    }
    kinds.sort();
    return kinds;
}

} // namespace

ActivityPage::ActivityPage(PageSetup setup, QWidget *parent)
    : QWidget(parent)
    , m_setup(std::move(setup))
    , m_model(new operations::OperationsModel(m_setup.runner, this))
    , m_audit(new operations::AuditModel(m_setup.runner, this))
    , m_shown(new OperationFilter(this))
    , m_filter(new FilterPane(this))
    , m_details(new DetailsPane(m_setup.clock, this))
    , m_remedies(new Remedies(m_setup.runner, m_setup.person, *this))
    , m_banner(new widgets::Banner(this))
    , m_empty(new widgets::EmptyState({}, {}, this))
    , m_splitter(new QSplitter(this))
    , m_stack(new QStackedWidget(this))
    , m_list(new QListView(this))
    , m_log(new QListView(this))
{
    setAccessibleName(tr("Activity"));
    m_banner->hide();
    makeOperations();
    makeLog();
    m_stack->addWidget(m_empty);
    arrange();
    makeOffers();
    connectParts();
    showPart(Operations);
    applyFilter();
}

void ActivityPage::arrange()
{
    m_splitter->setObjectName(u"activity"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_filter);
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(1, 1);
    m_filter->setMinimumWidth(160);
    m_details->setMinimumWidth(260);
    m_splitter->setSizes({filterWidth, 3 * detailsWidth, detailsWidth});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_banner);
    column->addWidget(m_splitter, 1);
    m_drawer = new widgets::Drawer(m_splitter);
}

void ActivityPage::placeDetails()
{
    m_drawer->hide();
    m_details->setClosable(m_isNarrow);
    if (m_isNarrow) {
        m_drawer->setPane(m_details, detailsWidth);
    } else {
        m_splitter->addWidget(m_details);
        m_splitter->setSizes({filterWidth, std::max(1, width() - filterWidth - detailsWidth), detailsWidth});
    }
    showDetails(false);
}

/// Beside the list they are always there; over it only when they are wanted.
void ActivityPage::showDetails(bool isWanted)
{
    const bool isThere = m_parts->currentIndex() == Operations && (!m_isNarrow || isWanted);
    m_details->setVisible(isThere);
    m_drawer->setVisible(isThere && m_isNarrow);
}

void ActivityPage::openDetails()
{
    if (m_isNarrow && m_list->currentIndex().isValid())
        showDetails(true);
}

void ActivityPage::closeDetails()
{
    showDetails(false);
    m_list->setFocus(Qt::OtherFocusReason);
}

void ActivityPage::connectParts()
{
    connect(m_filter, &FilterPane::changed, this, &ActivityPage::applyFilter);
    connect(m_empty, &widgets::Message::buttonClicked, m_filter, &FilterPane::clear);
    connect(m_details, &DetailsPane::remedyRequested, m_remedies, &Remedies::apply);
    connect(m_details, &DetailsPane::abortRequested, m_remedies, &Remedies::askToAbort);
    connect(m_details, &DetailsPane::openRequested, this, &ActivityPage::openRequested);
    connect(m_details, &DetailsPane::releaseRequested, this, &ActivityPage::releaseRequested);
    connect(m_details, &DetailsPane::closeRequested, this, &ActivityPage::closeDetails);
    connect(m_drawer, &widgets::Drawer::closeRequested, this, &ActivityPage::closeDetails);
    connect(m_remedies, &Remedies::failed, this, [this](const QString &words) {
        m_banner->setMessage(base::Status::Failure, words, tr("Close"));
        m_banner->show();
    });
    connect(m_banner, &widgets::Banner::buttonClicked, m_banner, &QWidget::hide);
}

ActivityPage::~ActivityPage() = default;

QWidget *ActivityPage::makeHead()
{
    auto *head = new QWidget(this);
    head->setFixedHeight(std::max(headHeight, fontMetrics().height() + 24));
    auto *title = new QLabel(tr("Activity"), head);
    title->setFont(theme::font(theme::FontRole::Title, font()));
    m_parts = new widgets::SegmentedControl(head);
    m_parts->setSegments({tr("Operations"), tr("Log")});
    m_parts->setAccessibleName(tr("What is listed"));
    auto *exporting = new QPushButton(tr("Export log…"), head);
    exporting->setIcon(theme::icon(u"action-download"_s));
    exporting->setToolTip(tr("Writes the lines that are wanted as CSV or Markdown"));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(theme::gutter, 0, theme::gutter, 0);
    row->setSpacing(12);
    row->addWidget(title);
    row->addWidget(m_parts);
    row->addStretch();
    row->addWidget(exporting);
    connect(m_parts, &widgets::SegmentedControl::currentIndexChanged, this, &ActivityPage::showPart);
    connect(exporting, &QPushButton::clicked, this, [this] { exportLog(); });
    return head;
}

void ActivityPage::makeOperations()
{
    m_shown->setSourceModel(m_model);
    m_list->setModel(m_shown);
    m_list->setItemDelegate(new OperationDelegate(m_setup.clock, m_list));
    m_list->setAccessibleName(tr("Operations"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_stack->addWidget(m_list);
    connect(m_list, &QListView::clicked, this, &ActivityPage::openDetails);
    connect(m_list, &QListView::activated, this, [this] {
        openDetails();
        m_details->focusTarget()->setFocus(Qt::OtherFocusReason);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ActivityPage::showChosen);
    const auto moved = [this] {
        fillChoices();
        selectFirst();
        showChosen();
        showEmptiness();
    };
    connect(m_model, &QAbstractItemModel::rowsInserted, this, moved);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, moved);
    connect(m_model, &QAbstractItemModel::modelReset, this, moved);
    connect(m_model, &QAbstractItemModel::dataChanged, this, moved);
    connect(m_model, &operations::OperationsModel::failed, m_remedies,
            [this](const base::Error &error) { emit m_remedies->failed(base::sentence(error)); });
}

void ActivityPage::makeLog()
{
    m_log->setModel(m_audit);
    m_log->setAccessibleName(tr("Audit log"));
    m_log->setFrameShape(QFrame::NoFrame);
    m_log->setItemDelegate(new LineDelegate(m_setup.clock, m_log));
    m_log->setMouseTracking(true);
    m_log->setUniformItemSizes(true);
    m_log->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_stack->addWidget(m_log);
    connect(m_audit, &operations::AuditModel::loaded, this, &ActivityPage::showEmptiness);
    connect(m_audit, &operations::AuditModel::failed, m_remedies,
            [this](const base::Error &error) { emit m_remedies->failed(base::sentence(error)); });
    connect(m_log, &QListView::activated, this, [this](const QModelIndex &index) {
        const QString id = index.data(operations::AuditModel::OperationIdRole).toString();
        if (!id.isEmpty())
            showOperation(id);
    });
}

void ActivityPage::makeOffers()
{
    auto *find = new QAction(tr("Find"), this);
    m_offers.append({"edit.find", find});
    connect(find, &QAction::triggered, m_filter->search(), [this] { m_filter->search()->setFocus(); });
}

void ActivityPage::showPart(int part)
{
    m_parts->setCurrentIndex(part);
    m_filter->setKindEnabled(part == Operations);
    showDetails(false);
    showEmptiness();
}

void ActivityPage::applyFilter()
{
    const Wanted wanted = m_filter->wanted(m_setup.clock->now());
    m_shown->setWanted(wanted);
    m_audit->setQuery(queryOf(wanted));
    selectFirst();
    showChosen();
    showEmptiness();
}

void ActivityPage::showEmptiness()
{
    const bool isLog = m_parts->currentIndex() == Log;
    const int rows = isLog ? m_audit->rowCount() : m_shown->rowCount();
    if (rows > 0 || (isLog && m_audit->isLoading())) {
        m_stack->setCurrentWidget(isLog ? static_cast<QWidget *>(m_log) : m_list);
        return;
    }
    const bool isNarrow = m_shown->wanted().isNarrow();
    m_empty->setContent(u"nav-activity"_s,
                        isNarrow ? tr("Nothing fits the filter.")
                                 : tr("Nothing was done yet. Roll-backs, promotions and approvals appear here."),
                        isNarrow ? tr("Show all") : QString());
    m_stack->setCurrentWidget(m_empty);
}

void ActivityPage::fillChoices()
{
    QStringList apps;
    for (const workspace::App &app : m_setup.workspace->apps)
        apps.append(app.id);
    m_filter->setChoices({peopleOf(*m_model, *m_setup.workspace), apps, kindsOf(*m_model)});
}

void ActivityPage::selectFirst()
{
    if (!m_list->currentIndex().isValid() && m_shown->rowCount() > 0)
        m_list->setCurrentIndex(m_shown->index(0, 0));
}

QString ActivityPage::chosenId() const
{
    return m_list->currentIndex().data(operations::OperationsModel::IdRole).toString();
}

void ActivityPage::showChosen()
{
    const QVariant value = m_list->currentIndex().data(operations::OperationsModel::OperationRole);
    m_details->setOperation(value.isValid() ? std::optional(value.value<operations::Operation>()) : std::nullopt);
}

void ActivityPage::showOperation(const QString &id)
{
    m_filter->clear();
    showPart(Operations);
    const QModelIndex index = m_shown->mapFromSource(m_model->index(m_model->rowOf(id), 0));
    if (!index.isValid())
        return;
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
    m_list->setFocus();
    openDetails();
}

void ActivityPage::askToAbort(const QString &id)
{
    m_remedies->askToAbort(id);
}

QList<QWidget *> ActivityPage::regions() const
{
    QList<QWidget *> parts{m_filter, m_stack};
    if (m_details->isVisible())
        parts.append(m_details);
    return parts;
}

QByteArray ActivityPage::saveLayout() const
{
    return QJsonDocument(QJsonObject{{u"part"_s, m_parts->currentIndex()}}).toJson(QJsonDocument::Compact);
}

void ActivityPage::restoreLayout(const QByteArray &layout)
{
    const int part = QJsonDocument::fromJson(layout).object().value("part"_L1).toInt();
    showPart(std::clamp<int>(part, Operations, Log));
}

void ActivityPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isNarrow = width() < narrowBelow * theme::textScale(font());
    if (isNarrow == m_isNarrow)
        return;
    m_isNarrow = isNarrow;
    placeDetails();
}

void ActivityPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_drawer->isVisible())
        closeDetails();
    else
        QWidget::keyPressEvent(event);
}

void ActivityPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme::tokens(palette()).base);
}

} // namespace slipway::activity_page
