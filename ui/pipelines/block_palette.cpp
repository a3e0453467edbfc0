#include "pipelines_page/block_palette.h"

#include "canvas/canvas.h"
#include "pipelines_page/words.h"
#include "theme/focus_ring.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QAbstractListModel>
#include <QDrag>
#include <QMimeData>
#include <QPainter>
#include <QStyledItemDelegate>

#include <array>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

#define TEXT(words) QT_TRANSLATE_NOOP("pipelines_page", words)

constexpr std::array table = {
    Block{"job", "node-job", TEXT("Job"), TEXT("Steps that run on one machine."), 'J'},
    Block{"step.run", "node-step-run", TEXT("Step: run command"), TEXT("A shell command in a job."), 'S'},
    Block{"step.action", "node-step-action", TEXT("Step: use action"), TEXT("A ready-made step of others."), 'A'},
    Block{"gate", "node-gate", TEXT("Environment gate"), TEXT("A job waits until people approve."), 'G'},
    Block{"condition", "node-condition", TEXT("Condition"), TEXT("A job runs only if this is so."), 'I'},
    Block{"matrix", "node-matrix", TEXT("Matrix"), TEXT("A job runs once for each combination of values."), 'M'},
    Block{"artifact", "node-artifact", TEXT("Artifact hand-over"), TEXT("Files of one job reach the next one."), 0},
    Block{"trigger", "node-trigger-push", TEXT("Trigger"), TEXT("What starts the workflow."), 'T'},
};

#undef TEXT

constexpr qreal rowHeight = 28;
constexpr qreal blockIconSize = 16;

class BlockModel final : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(table.size());
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        const Block &block = table.at(std::size_t(index.row()));
        switch (role) {
        case Qt::DisplayRole: return tr(block.words);
        case Qt::ToolTipRole:
            return block.key == 0 ? tr(block.does) : tr("%1 (%2)").arg(tr(block.does), QChar::fromLatin1(block.key));
        case Qt::AccessibleTextRole: return tr("%1. %2").arg(tr(block.words), tr(block.does));
        case Qt::UserRole: return QString::fromLatin1(block.id);
        default: return {};
        }
    }

    Qt::ItemFlags flags(const QModelIndex &index) const override
    {
        return QAbstractListModel::flags(index) | Qt::ItemIsDragEnabled;
    }

    QStringList mimeTypes() const override { return {QString::fromLatin1(canvas::blockMimeType)}; }

    QMimeData *mimeData(const QModelIndexList &indexes) const override
    {
        auto *data = new QMimeData;
        if (!indexes.isEmpty())
            data->setData(QString::fromLatin1(canvas::blockMimeType), indexes.first().data(Qt::UserRole).toByteArray());
        return data;
    }
};

class BlockDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, qRound(rowHeight * theme::textScale(option.font))};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &tokens = theme::tokens(option.palette);
        const bool hasKeyboard = option.state.testFlag(QStyle::State_HasFocus);
        const QRectF rect = option.rect;
        painter->save();
        if (option.state.testFlag(QStyle::State_MouseOver) || (hasKeyboard && theme::isKeyboardInUse()))
            painter->fillRect(rect, tokens.hover);
        const qreal side = blockIconSize * theme::textScale(option.font);
        const QRectF content = rect.adjusted(12, 0, -12, 0);
        theme::paintIcon(*painter, {content.left(), content.center().y() - side / 2, side, side},
                         QString::fromLatin1(table.at(std::size_t(index.row())).icon), tokens.text2);
        const char key = table.at(std::size_t(index.row())).key;
        const QFont small = theme::font(theme::FontRole::Caption, option.font);
        if (key != 0)
            theme::paintText(*painter, content, QString(QLatin1Char(key)), small, tokens.text3,
                             Qt::AlignRight | Qt::AlignVCenter);
        theme::paintText(*painter, content.adjusted(side + 10, 0, -14, 0), index.data().toString(), option.font,
                         tokens.text);
        if (hasKeyboard && theme::isKeyboardInUse())
            theme::paintFocusRing(*painter, rect.adjusted(3, 3, -3, -3), theme::textChipRadius, tokens.focus);
        painter->restore();
    }
};

} // namespace

std::span<const Block> blocks()
{
    return table;
}

BlockPalette::BlockPalette(QWidget *parent)
    : QListView(parent)
{
    setObjectName(u"blocks"_s);
    setAccessibleName(tr("Blocks to add"));
    setModel(new BlockModel(this));
    setItemDelegate(new BlockDelegate(this));
    setFrameShape(NoFrame);
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setBackgroundRole(QPalette::AlternateBase);
    setAutoFillBackground(true);
    viewport()->setBackgroundRole(QPalette::AlternateBase);
    connect(this, &QListView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT addRequested(index.data(Qt::UserRole).toString()); });
}

QSize BlockPalette::sizeHint() const
{
    return {200, sizeHintForRow(0) * model()->rowCount() + 2};
}

void BlockPalette::startDrag(Qt::DropActions)
{
    const QModelIndex index = currentIndex();
    if (!index.isValid())
        return;
    const auto &tokens = theme::tokens(palette());
    const qreal scale = theme::textScale(font());
    const QString words = index.data().toString();
    const QSizeF size(fontMetrics().horizontalAdvance(words) + (blockIconSize + 30) * scale, rowHeight * scale);
    QPixmap chip((size * devicePixelRatioF()).toSize());
    chip.setDevicePixelRatio(devicePixelRatioF());
    chip.fill(Qt::transparent);
    QPainter painter(&chip);
    painter.setRenderHint(QPainter::Antialiasing);
    theme::paintBox(painter, {{}, size}, theme::controlRadius, tokens.raised, tokens.focus);
    const qreal side = blockIconSize * scale;
    theme::paintIcon(painter, {10 * scale, (size.height() - side) / 2, side, side},
                     QString::fromLatin1(table.at(std::size_t(index.row())).icon), tokens.text2);
    theme::paintText(painter, QRectF({}, size).adjusted(side + 18 * scale, 0, 0, 0), words, font(), tokens.text);
    painter.end();
    auto *drag = new QDrag(this);
    drag->setMimeData(model()->mimeData({index}));
    drag->setPixmap(chip);
    drag->setHotSpot({-8, -8});
    drag->exec(Qt::CopyAction);
}

void BlockPalette::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace slipway::pipelines_page
