#include "rollout_sheets/coordinated_sheet.h"

#include "rollout_sheets/parts.h"
#include "theme/icons.h"
#include "widgets/announce.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout_sheets {

namespace {

constexpr int partRole = Qt::UserRole + 1;
constexpr int rowHeight = 44;
constexpr int mostRows = 8;

QString summaryOf(const rollout::Draft &draft)
{
    if (!draft.obstacle.isEmpty())
        return draft.obstacle;
    QStringList parts;
    if (!draft.from.version.isEmpty() || !draft.to.version.isEmpty())
        parts.append(draft.from.version + u" → "_s + draft.to.version);
    parts.append(draft.where);
    if (!draft.schemaWarning.isEmpty())
        parts.append(draft.schemaWarning);
    parts.removeAll({});
    return parts.join(u", "_s).simplified();
}

} // namespace

CoordinatedSheet::CoordinatedSheet(QWidget *over, const QString &title, QList<rollout::Draft> parts)
    : Sheet(over)
    , m_parts(std::move(parts))
    , m_list(new QListWidget)
{
    setTitle(title);
    setVerb(tr("Show the plan…"));
    body()->addWidget(words(tr("One after the other, from the top. The first failure stops the rest.")));
    m_list->setObjectName(u"parts"_s);
    m_list->setAccessibleName(tr("Apps, in the order in which they change"));
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setDefaultDropAction(Qt::MoveAction);
    m_list->setWordWrap(true);
    m_list->setUniformItemSizes(false);
    m_list->installEventFilter(this);
    for (int index = 0; index < m_parts.size(); ++index)
        addPart(index);
    const int rows = std::clamp(m_list->count(), 2, mostRows);
    m_list->setMinimumHeight(qRound(rows * rowHeight * theme::textScale(font())) + 4);
    body()->addWidget(m_list);
    addMoves();
    connect(m_list, &QListWidget::itemChanged, this, &CoordinatedSheet::showState);
    connect(m_list, &QListWidget::currentRowChanged, this, &CoordinatedSheet::showState);
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, &CoordinatedSheet::showState);
    connect(this, &Sheet::confirmed, this, [this] { emit chosen(wishes()); });
    m_list->setCurrentRow(0);
    showState();
}

void CoordinatedSheet::addPart(int index)
{
    const rollout::Draft &draft = m_parts.at(index);
    auto *item = new QListWidgetItem(draft.title.simplified() + u'\n' + summaryOf(draft));
    item->setData(partRole, index);
    item->setData(Qt::AccessibleTextRole, draft.title.simplified() + u", "_s + summaryOf(draft));
    item->setSizeHint({0, qRound(rowHeight * theme::textScale(font()))});
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsDragEnabled;
    if (draft.obstacle.isEmpty())
        flags |= Qt::ItemIsUserCheckable | Qt::ItemIsEnabled;
    item->setFlags(flags);
    item->setCheckState(draft.obstacle.isEmpty() ? Qt::Checked : Qt::Unchecked);
    m_list->addItem(item);
}

void CoordinatedSheet::addMoves()
{
    auto *row = new QHBoxLayout;
    const auto button = [&](const QString &text, const QString &keys, int by) {
        auto *made = new QToolButton;
        made->setText(text);
        made->setAccessibleName(text);
        made->setToolTip(u"%1 (%2)"_s.arg(text, keys));
        connect(made, &QToolButton::clicked, this, [this, by] { move(by); });
        row->addWidget(made);
        return made;
    };
    m_up = button(tr("Move up"), QKeySequence(Qt::ALT | Qt::Key_Up).toString(QKeySequence::NativeText), -1);
    m_down = button(tr("Move down"), QKeySequence(Qt::ALT | Qt::Key_Down).toString(QKeySequence::NativeText), 1);
    row->addStretch();
    body()->addLayout(row);
}

void CoordinatedSheet::move(int by)
{
    const int from = m_list->currentRow();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= m_list->count())
        return;
    QListWidgetItem *item = m_list->takeItem(from);
    m_list->insertItem(to, item);
    m_list->setCurrentItem(item);
    const rollout::Draft &draft = m_parts.at(item->data(partRole).toInt());
    widgets::announce(*m_list, tr("%1 is now number %2").arg(draft.title, QString::number(to + 1)));
    showState();
}

QList<rollout::Wish> CoordinatedSheet::wishes() const
{
    QList<rollout::Wish> wishes;
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem *item = m_list->item(row);
        if (item->checkState() == Qt::Checked)
            wishes.append(m_parts.at(item->data(partRole).toInt()).wish);
    }
    return wishes;
}

void CoordinatedSheet::showState()
{
    setObstacle(wishes().size() < 2 ? tr("Choose two or more.") : QString());
    m_up->setEnabled(m_list->currentRow() > 0);
    m_down->setEnabled(m_list->currentRow() >= 0 && m_list->currentRow() + 1 < m_list->count());
}

bool CoordinatedSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isMove = key->key() == Qt::Key_Up || key->key() == Qt::Key_Down;
        if (isMove && (key->modifiers() & ~Qt::KeypadModifier) == Qt::AltModifier) {
            move(key->key() == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return Sheet::eventFilter(watched, event);
}

} // namespace slipway::rollout_sheets
