#include "releases_page/release_list.h"

#include "base/format.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

using Model = releases::ReleaseListModel;

/// By column; the commit takes what is left.
constexpr std::array<int, Model::ColumnCount> widths{150, 150, 96, 100, 90, 220, 150, 0};
constexpr int leastTitle = 140;
constexpr int findWidth = 300;
/// What the style leaves before a title; the first column keeps the page's gutter.
constexpr int titlePadding = 6;

class ListHeader final : public QHeaderView
{
public:
    ListHeader()
        : QHeaderView(Qt::Horizontal)
    { }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        painter->fillRect(rect, theme::tokens(palette()).header);
        const int shift = section == 0 ? theme::gutter - titlePadding : 2;
        QHeaderView::paintSection(painter, rect.adjusted(shift, 0, 0, 0), section);
        theme::paintHairline(*painter, rect, Qt::BottomEdge, theme::tokens(palette()).line1);
    }
};

} // namespace

ReleaseList::ReleaseList(std::shared_ptr<base::Clock> clock, ReleaseDelegate::PersonName personName, QWidget *parent)
    : QWidget(parent)
    , m_model(new Model(this))
    , m_find(new QLineEdit)
    , m_count(new QLabel)
    , m_table(new QTreeView)
    , m_clock(std::move(clock))
    , m_personName(std::move(personName))
{
    setAccessibleName(tr("List of releases"));
    m_find->setObjectName(u"findRelease"_s);
    m_find->setPlaceholderText(tr("Find version, commit, title or person"));
    m_find->setAccessibleName(tr("Find in the list"));
    m_find->setToolTip(tr("Find in the list (Ctrl+F)"));
    m_find->setClearButtonEnabled(true);
    m_find->addAction(theme::icon(u"action-search"_s), QLineEdit::LeadingPosition);
    m_find->setMaximumWidth(qRound(findWidth * theme::textScale(font())));
    m_find->installEventFilter(this);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(theme::gutter, 8, theme::gutter, 8);
    bar->addWidget(m_find, 1);
    bar->addSpacing(8);
    bar->addWidget(m_count);
    bar->addStretch(1);
    makeTable();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    connectTable();
    showCount();
}

void ReleaseList::makeTable()
{
    m_table->setObjectName(u"releaseTable"_s);
    m_table->setAccessibleName(tr("Releases, newest first"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ReleaseDelegate(m_clock, m_personName, m_table));
    m_table->setHeader(new ListHeader);
    m_table->setRootIsDecorated(false);
    m_table->setItemsExpandable(false);
    m_table->setUniformRowHeights(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setMouseTracking(true);
    m_table->setAllColumnsShowFocus(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setMinimumSectionSize(40);
    m_table->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->header()->setSectionsMovable(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
}

void ReleaseList::connectTable()
{
    connect(m_table, &QTreeView::customContextMenuRequested, this, &ReleaseList::offerMenu);
    connect(m_find, &QLineEdit::textChanged, this, &ReleaseList::applyFilter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        const releases::Release *release = m_model->release(current);
        if (!release || release->id == m_selected)
            return;
        m_selected = release->id;
        emit selectionChanged(m_selected);
    });
    connect(m_table, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (const releases::Release *release = m_model->release(index))
            emit openRequested(release->id);
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &ReleaseList::showCount);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &ReleaseList::showCount);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &ReleaseList::showCount);
}

void ReleaseList::setHistory(std::shared_ptr<const releases::History> history)
{
    m_model->setHistory(std::move(history));
    select(m_selected);
    showCount();
}

void ReleaseList::setFilter(const releases::ListFilter &filter)
{
    m_filter = filter;
    applyFilter();
}

void ReleaseList::applyFilter()
{
    releases::ListFilter filter = m_filter;
    filter.text = m_find->text().trimmed();
    m_model->setFilter(filter);
    select(m_selected);
    showCount();
}

void ReleaseList::select(const QString &releaseId)
{
    m_selected = releaseId;
    const QModelIndex index = m_model->indexOf(releaseId);
    if (!index.isValid())
        return;
    if (m_table->currentIndex().row() != index.row())
        m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
}

QString ReleaseList::selected() const
{
    return m_selected;
}

void ReleaseList::find()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

QWidget *ReleaseList::table() const
{
    return m_table;
}

QByteArray ReleaseList::saveColumns() const
{
    return m_areColumnsKept ? m_table->header()->saveState() : QByteArray();
}

void ReleaseList::restoreColumns(const QByteArray &state)
{
    if (!state.isEmpty())
        m_areColumnsKept = m_table->header()->restoreState(state);
}

void ReleaseList::showCount()
{
    const int rows = m_model->rowCount();
    const bool isFiltered = m_model->filter() != releases::ListFilter();
    m_count->setText(rows == 0 && isFiltered ? tr("No release matches.")
                         : rows == 1         ? tr("1 release")
                                             : tr("%1 releases").arg(base::format::count(rows)));
}

void ReleaseList::fitColumns()
{
    if (m_areColumnsKept)
        return;
    const qreal scale = theme::textScale(font());
    int rest = m_table->viewport()->width();
    for (int column = 0; column < Model::ColumnCount; ++column) {
        const int width = qRound(widths[size_t(column)] * scale);
        rest -= width;
        if (width > 0)
            m_table->setColumnWidth(column, width);
    }
    // Where there is little room, what it was and who did it are in the details.
    const bool isNarrow = rest < leastTitle * scale;
    m_table->setColumnHidden(Model::What, isNarrow);
    m_table->setColumnHidden(Model::By, isNarrow);
    if (isNarrow)
        rest += qRound((widths[Model::What] + widths[Model::By]) * scale);
    m_table->setColumnWidth(Model::CommitColumn, std::max(rest, qRound(leastTitle * scale)));
}

void ReleaseList::offerMenu(const QPoint &spot)
{
    const releases::Release *release = m_model->release(m_table->currentIndex());
    if (!release)
        return;
    // The Menu key means the current row, wherever the pointer rests.
    const QRect row = m_table->visualRect(m_table->currentIndex());
    const bool isOnRow = spot.y() >= row.top() && spot.y() <= row.bottom();
    const QPoint place = isOnRow ? spot : row.bottomLeft() + QPoint(theme::gutter, 0);
    emit menuRequested(release->id, m_table->viewport()->mapToGlobal(place));
}

bool ReleaseList::takeKey(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find)) {
        find();
        return true;
    }
    if (event->key() == Qt::Key_Escape) {
        // The page's: a table would look for it among the rows.
        QCoreApplication::sendEvent(this, event);
        return true;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        emit m_table->activated(m_table->currentIndex());
        return true;
    }
    const QString text = event->text();
    const bool isPlain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    // A space would choose a row: it finds nothing on its own.
    if (!isPlain || text.isEmpty() || !text.at(0).isPrint() || text.at(0).isSpace())
        return false;
    m_find->setFocus(Qt::OtherFocusReason);
    m_find->insert(text);
    return true;
}

bool ReleaseList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        fitColumns();
    if (event->type() != QEvent::KeyPress || watched == m_table->viewport())
        return false;
    auto *key = static_cast<QKeyEvent *>(event);
    if (watched == m_table)
        return takeKey(key);
    if (key->key() == Qt::Key_Escape && !m_find->text().isEmpty()) {
        m_find->clear();
        m_table->setFocus(Qt::OtherFocusReason);
        return true;
    }
    if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        m_table->setFocus(Qt::OtherFocusReason);
        if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
            m_table->setCurrentIndex(m_model->index(0, 0));
        return true;
    }
    return false;
}

void ReleaseList::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme::tokens(palette()).base);
}

} // namespace slipway::releases_page
