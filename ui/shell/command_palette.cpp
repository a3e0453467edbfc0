#include "shell/command_palette.h"

#include "base/format.h"
#include "shell/palette_delegate.h"
#include "shell/palette_foot.h"
#include "shell/palette_model.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"

#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::shell {

namespace {

constexpr int cardWidth = 700;
constexpr int cardTop = 34;
constexpr int headHeight = 48;
constexpr int footHeight = 36;
/// More scrolls: the card stays a card.
constexpr int mostHeight = 414;

} // namespace

CommandPalette::CommandPalette(QWidget *parent)
    : QWidget(parent)
    , m_model(new PaletteModel(this))
    , m_delegate(new PaletteDelegate(this))
{
    setAccessibleName(tr("Command palette"));
    setFocusPolicy(Qt::NoFocus);
    makeCard();
    parent->installEventFilter(this);
    hide();
}

void CommandPalette::makeCard()
{
    m_card = new QWidget(this);
    m_list = new QListView(m_card);
    m_list->setAccessibleName(tr("Results"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // The keyboard stays in the field; what it chooses is announced by the list.
    m_list->setFocusPolicy(Qt::NoFocus);
    QPalette raised = m_list->palette();
    raised.setBrush(QPalette::Base, Qt::transparent);
    m_list->setPalette(raised);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        select(index.row());
        runCurrent();
    });
    m_foot = new PaletteFoot(m_card);
    m_foot->setFixedHeight(footHeight);

    auto *column = new QVBoxLayout(m_card);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_list);
    column->addWidget(m_foot);
}

QWidget *CommandPalette::makeHead()
{
    auto *head = new QWidget(m_card);
    head->setFixedHeight(headHeight);
    m_field = new QLineEdit(head);
    m_field->setFrame(false);
    m_field->setAccessibleName(tr("Search or run a command"));
    m_field->setPlaceholderText(tr("Search or run a command, # for runs"));
    m_field->setFont(theme::font(theme::FontRole::Title));
    QFont plain = m_field->font();
    plain.setWeight(QFont::Normal);
    m_field->setFont(plain);
    m_field->installEventFilter(this);
    m_count = new QLabel(head);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setFont(theme::font(theme::FontRole::Small));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(44, 0, 62, 0);
    row->addWidget(m_field, 1);
    row->addWidget(m_count);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    return head;
}

void CommandPalette::open(QList<PaletteEntry> entries, const QStringList &recent, const QString &query)
{
    if (!isVisible())
        m_before = QApplication::focusWidget();
    m_model->setEntries(std::move(entries), recent);
    m_field->setText(query);
    setGeometry(parentWidget()->rect());
    show();
    raise();
    filter(query);
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::dismiss()
{
    hide();
    // What the entries hold may not outlive what they speak of.
    m_model->setEntries({}, {});
    if (m_before)
        m_before->setFocus(Qt::PopupFocusReason);
}

QString CommandPalette::query() const
{
    return m_field->text();
}

void CommandPalette::filter(const QString &query)
{
    m_model->setQuery(query);
    const qsizetype found = m_model->found();
    m_count->setVisible(!query.trimmed().isEmpty());
    m_count->setText(found == 1 ? tr("1 result") : tr("%1 results").arg(base::format::count(found)));
    m_delegate->setCurrent({});
    select(-1);
    step(1);
    fit();
}

void CommandPalette::fit()
{
    const int width = std::min(cardWidth, this->width() - 32);
    int rows = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        rows += m_list->sizeHintForRow(row);
    const int most = std::max(120, height() - cardTop - headHeight - footHeight - 2 - 48);
    m_list->setFixedHeight(std::min({rows + 8, most, mostHeight}));
    m_card->setGeometry((this->width() - width) / 2, cardTop, width, headHeight + m_list->height() + footHeight + 2);
    update();
}

void CommandPalette::select(int row)
{
    const QModelIndex index = m_model->index(row);
    m_list->setCurrentIndex(index);
    m_delegate->setCurrent(index);
    // Rows below move as the chosen one grows: now, not with the next turn, or they would be seen to jump.
    m_list->doItemsLayout();
    m_list->scrollTo(index);
    if (!m_model->entry(index))
        return;
    QAccessibleAnnouncementEvent chosen(m_field, index.data(Qt::AccessibleTextRole).toString());
    QAccessible::updateAccessibility(&chosen);
}

void CommandPalette::step(int by, int times)
{
    int target = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1;
    for (int row = target + by; row >= 0 && row < m_model->rowCount() && times > 0; row += by) {
        if (!m_model->entry(m_model->index(row)))
            continue;
        target = row;
        --times;
    }
    select(target);
}

void CommandPalette::runCurrent()
{
    const PaletteEntry *entry = m_model->entry(m_list->currentIndex());
    if (!entry)
        return;
    const auto run = entry->run;
    const QString id = entry->id;
    dismiss();
    emit entryChosen(id);
    if (run)
        run();
}

bool CommandPalette::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Down: step(1); return true;
    case Qt::Key_Up: step(-1); return true;
    case Qt::Key_PageDown: step(1, 8); return true;
    case Qt::Key_PageUp: step(-1, 8); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: runCurrent(); return true;
    case Qt::Key_Escape: dismiss(); return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab: return true; // the keyboard may not leave while the rest is covered
    default: return false;
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress)
        return handleKey(static_cast<QKeyEvent *>(event)->key());
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) {
        setGeometry(parentWidget()->rect());
        fit();
    }
    return QWidget::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.scrim);
    const QRectF card(m_card->geometry());
    theme::paintShadow(painter, card, theme::popoverRadius, colours.isDark);
    theme::paintBox(painter, card, theme::popoverRadius, colours.raised, colours.line2);
    theme::paintIcon(painter, QRectF(card.left() + 16, card.top() + 1, 18, headHeight), u"action-search"_s,
                     colours.text2);
    paintEscapeCap(painter, QRectF(card.right() - 70, card.top() + 1, 54, headHeight), font(), palette());
    theme::paintHairline(painter, card.adjusted(1, headHeight + 1, -1, 0), Qt::TopEdge, colours.line1);
}

void CommandPalette::mousePressEvent(QMouseEvent *event)
{
    if (!m_card->geometry().contains(event->position().toPoint()))
        dismiss();
}

} // namespace slipway::shell
