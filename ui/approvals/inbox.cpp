#include "approvals_page/inbox.h"

#include "approvals_page/words.h"
#include "base/format.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/banner.h"
#include "widgets/message.h"
#include "widgets/plain_words.h"
#include "widgets/skeleton.h"
#include "widgets/status_chip.h"

#include <QAbstractListModel>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals_page {

namespace {

using Kind = approvals::Decision::Kind;
using State = base::Freshness::State;
using approvals::Waiting;

constexpr qreal rowHeight = 56;
constexpr int headHeight = 48;
constexpr int skeletonRows = 4;

} // namespace

class Inbox::Model final : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    /// Rows are inserted, changed and removed by run, so that selections stay.
    void setRows(const QList<Waiting> &rows, const QDateTime &now)
    {
        m_now = now;
        for (qsizetype row = m_rows.size() - 1; row >= 0; --row) {
            if (std::ranges::contains(rows, m_rows.at(row).runId, &Waiting::runId))
                continue;
            beginRemoveRows({}, int(row), int(row));
            m_rows.removeAt(row);
            endRemoveRows();
        }
        for (qsizetype row = 0; row < rows.size(); ++row)
            put(row, rows.at(row));
        if (!m_rows.isEmpty())
            emit dataChanged(index(0), index(int(m_rows.size()) - 1));
    }

    const Waiting &at(int row) const { return m_rows.at(row); }
    const QDateTime &now() const { return m_now; }

    int rowCount(const QModelIndex &parent) const override { return parent.isValid() ? 0 : int(m_rows.size()); }

    QVariant data(const QModelIndex &index, int role) const override
    {
        const Waiting &what = m_rows.at(index.row());
        switch (role) {
        case Qt::DisplayRole: return what.title;
        case Qt::ToolTipRole: return widgets::plainTip(what.objection.isEmpty() ? what.subject : what.objection);
        case Qt::AccessibleTextRole:
            return tr("%1, %2, %3. %4").arg(what.title, what.environment, waitsWords(what, m_now), what.subject);
        default: return {};
        }
    }

private:
    void put(qsizetype row, const Waiting &what)
    {
        const auto known = std::ranges::find(m_rows, what.runId, &Waiting::runId);
        if (known == m_rows.end()) {
            beginInsertRows({}, int(row), int(row));
            m_rows.insert(row, what);
            endInsertRows();
            return;
        }
        const qsizetype from = known - m_rows.begin();
        if (from != row) {
            beginMoveRows({}, int(from), int(from), {}, int(row));
            m_rows.move(from, row);
            endMoveRows();
        }
        m_rows[row] = what;
    }

    QList<Waiting> m_rows;
    QDateTime m_now;
};

namespace {

class RowDelegate final : public QStyledItemDelegate
{
public:
    using At = std::function<std::pair<const Waiting *, QDateTime>(int)>;

    RowDelegate(At at, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_at(std::move(at))
    { }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, qRound(rowHeight * theme::textScale(option.font))};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &tokens = theme::tokens(option.palette);
        const auto [what, now] = m_at(index.row());
        const QRectF rect = option.rect;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool isChosen = option.state.testFlag(QStyle::State_Selected);
        const bool isOver = option.state.testFlag(QStyle::State_MouseOver);
        painter->fillRect(rect, isChosen ? tokens.selected : isOver ? tokens.hover : tokens.base);
        theme::paintHairline(*painter, rect, Qt::BottomEdge, tokens.line1);
        theme::paintIcon(*painter, {rect.left() + theme::gutter, rect.top() + 11, 16, 16},
                         what->isHotfix ? u"flag-hotfix"_s : u"node-gate"_s, tokens.waiting.solid);
        paintWords(*painter, rect, *what, now, option);
        if (option.state.testFlag(QStyle::State_HasFocus))
            theme::paintFocusRing(*painter, rect.adjusted(3, 3, -3, -3), theme::textChipRadius, tokens.focus);
        painter->restore();
    }

private:
    static void paintWords(QPainter &painter, const QRectF &rect, const Waiting &what, const QDateTime &now,
                           const QStyleOptionViewItem &option)
    {
        const auto &tokens = theme::tokens(option.palette);
        const QFont small = theme::font(theme::FontRole::Small, option.font);
        const QString waits = waitsWords(what, now);
        const qreal chip = widgets::statusChipSize(waits, option.font).width();
        const QRectF line(rect.left() + theme::gutter + 26, rect.top() + 6,
                          rect.width() - chip - 3 * theme::gutter - 26, rect.height() / 2 - 6);
        const qreal title = theme::paintText(painter, line, what.title,
                                             theme::font(theme::FontRole::BodyStrong, option.font), tokens.text);
        const auto badge = badgeOf(what.environment);
        const QSize badgeSize = widgets::environmentBadgeSize(badge, option.font);
        const QRectF badgeRect(line.left() + title + 10, line.top(), badgeSize.width(), line.height());
        if (badgeRect.right() < line.right())
            widgets::paintEnvironmentBadge(painter, badgeRect, badge, option.font, option.palette);
        const QString second = tr("%1 · %2 asked at %3 · run #%4 of %5")
                                   .arg(what.subject, what.requesterName, base::format::time(what.askedAt, now),
                                        QString::number(what.runNumber), what.repository);
        theme::paintText(painter, line.translated(0, line.height()), second, small, tokens.text2);
        widgets::paintStatusChip(painter, {rect.right() - theme::gutter - chip, rect.top(), chip, rect.height()},
                                 what.objection.isEmpty() ? base::Status::Waiting : base::Status::Queued, waits,
                                 option.font, option.palette);
    }

    At m_at;
};

} // namespace

Inbox::Inbox(QWidget *parent)
    : QWidget(parent)
    , m_model(new Model(this))
    , m_list(new QListView)
    , m_message(new widgets::Message)
    , m_loading(new widgets::Skeleton(skeletonRows))
    , m_stack(new QStackedLayout)
    , m_banner(new widgets::Banner)
{
    setAccessibleName(tr("Approvals"));
    m_list->setAccessibleName(tr("Deployments that wait for approval"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(
        new RowDelegate([this](int row) { return std::pair(&m_model->at(row), m_model->now()); }, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (QWidget *view : std::initializer_list<QWidget *>{m_list, m_message, m_loading})
        m_stack->addWidget(view);
    m_head = makeHead();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_banner);
    column->addLayout(m_stack, 1);
    m_banner->hide();
    connect(m_banner, &widgets::Banner::buttonClicked, this, &Inbox::retryRequested);
    connect(m_message, &widgets::Message::buttonClicked, this, &Inbox::retryRequested);
    connect(m_list, &QListView::activated, this,
            [this](const QModelIndex &index) { emit reviewRequested(m_model->at(index.row()).runId); });
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &Inbox::sync);
    sync();
}

QWidget *Inbox::makeHead()
{
    auto *head = new QWidget;
    head->setMinimumHeight(headHeight);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(theme::gutter, 0, theme::gutter, 0);
    row->setSpacing(8);
    auto *title = wordsLabel(tr("Approvals"), theme::FontRole::Title);
    title->setWordWrap(false);
    m_count = wordsLabel({}, theme::FontRole::Small, QPalette::PlaceholderText);
    m_review = new QPushButton(tr("Review"));
    m_approve = new QPushButton(tr("Approve…"));
    m_reject = new QPushButton(tr("Reject…"));
    m_review->setObjectName(u"review"_s);
    m_approve->setObjectName(u"approveChosen"_s);
    m_reject->setObjectName(u"rejectChosen"_s);
    row->addWidget(title);
    row->addWidget(m_count, 1);
    for (QPushButton *button : {m_review, m_approve, m_reject})
        row->addWidget(button);
    theme::setTone(*m_review, theme::Tone::Primary);
    connect(m_review, &QPushButton::clicked, this, [this] { emit reviewRequested(chosen().first()); });
    connect(m_approve, &QPushButton::clicked, this, [this] { decide(Kind::Approve); });
    connect(m_reject, &QPushButton::clicked, this, [this] { decide(Kind::Reject); });
    return head;
}

void Inbox::setWaiting(const QList<Waiting> &list, const base::Freshness &freshness, const QDateTime &now)
{
    m_model->setRows(list, now);
    if (!list.isEmpty() && !m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model->index(0));
    const auto mine = std::ranges::count_if(list, [](const Waiting &what) { return what.objection.isEmpty(); });
    m_count->setText(list.isEmpty() ? QString() : tr("%1 wait, %2 for you").arg(list.size()).arg(mine));
    showState(freshness);
    sync();
}

void Inbox::showState(const base::Freshness &freshness)
{
    const bool isBad = freshness.error.has_value();
    const bool isEmpty = m_model->rowCount({}) == 0;
    m_banner->setVisible(isBad && !isEmpty);
    if (isBad && !isEmpty)
        m_banner->setMessage(base::Status::Warning, base::sentence(*freshness.error), tr("Retry"));
    if (!isEmpty) {
        m_stack->setCurrentWidget(m_list);
        return;
    }
    if (!isBad && freshness.state == State::Loading) {
        m_stack->setCurrentWidget(m_loading);
        return;
    }
    if (isBad)
        m_message->setContent(u"status-failure"_s, base::sentence(*freshness.error), tr("Retry"));
    else
        m_message->setContent(u"action-approve"_s, tr("Nothing waits for approval."));
    m_stack->setCurrentWidget(m_message);
}

void Inbox::setObstacle(const QString &words)
{
    m_obstacle = words;
    sync();
}

void Inbox::setBusy(bool busy)
{
    m_isBusy = busy;
    sync();
}

QList<qint64> Inbox::chosen() const
{
    QList<qint64> ids;
    for (const QModelIndex &index : m_list->selectionModel()->selectedRows())
        ids += m_model->at(index.row()).runId;
    return ids;
}

void Inbox::decide(Kind kind)
{
    emit decisionRequested(chosen(), kind);
}

void Inbox::sync()
{
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    QString objection = m_obstacle;
    for (const QModelIndex &index : rows) {
        if (objection.isEmpty())
            objection = m_model->at(index.row()).objection;
    }
    const bool mayDecide = !rows.isEmpty() && objection.isEmpty() && !m_isBusy;
    m_review->setEnabled(rows.size() == 1);
    m_review->setToolTip(tr("Shows the whole change first (Enter)"));
    for (QPushButton *button : {m_approve, m_reject}) {
        button->setEnabled(mayDecide);
        button->setToolTip(widgets::plainTip(objection));
    }
}

void Inbox::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    theme::paintHairline(painter, m_head->geometry(), Qt::BottomEdge, tokens.line2);
}

} // namespace slipway::approvals_page
