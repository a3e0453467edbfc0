#include "approvals_page/file_list.h"

#include "base/format.h"
#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QAbstractListModel>
#include <QApplication>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals_page {

namespace {

constexpr qreal rowHeight = 28;
constexpr int blocks = 5;
constexpr qreal blockSize = 7;
/// More rows than this scroll.
constexpr int mostRows = 6;

/// How many of the five blocks are green; the others are red.
int greenBlocks(const releases::FileChange &file)
{
    const int all = file.added + file.removed;
    if (all == 0)
        return 0;
    const int green = qRound(double(file.added) * blocks / all);
    const int least = file.added > 0 ? 1 : 0;
    const int most = file.removed > 0 ? blocks - 1 : blocks;
    return std::clamp(green, least, most);
}

QRectF boxOf(const QRectF &row, qreal scale)
{
    const qreal size = 15 * scale;
    return {row.left() + theme::gutter, row.center().y() - size / 2, size, size};
}

} // namespace

class FileList::Model final : public QAbstractListModel
{
public:
    explicit Model(FileList *list)
        : QAbstractListModel(list)
        , m_list(*list)
    { }

    int rowCount(const QModelIndex &parent) const override { return parent.isValid() ? 0 : int(m_list.m_files.size()); }

    Qt::ItemFlags flags(const QModelIndex &index) const override
    {
        return QAbstractListModel::flags(index) | Qt::ItemIsUserCheckable;
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        const releases::FileChange &file = m_list.m_files.at(index.row());
        switch (role) {
        case Qt::DisplayRole: return file.path;
        case Qt::CheckStateRole: return m_list.m_viewed.contains(file.path) ? Qt::Checked : Qt::Unchecked;
        case Qt::ToolTipRole: return widgets::plainTip(file.path);
        case Qt::AccessibleTextRole:
            return tr("%1, %2 added, %3 removed").arg(file.path).arg(file.added).arg(file.removed);
        default: return {};
        }
    }

    bool setData(const QModelIndex &index, const QVariant &value, int role) override
    {
        if (role != Qt::CheckStateRole)
            return false;
        const QString &path = m_list.m_files.at(index.row()).path;
        if (value.toInt() == Qt::Checked)
            m_list.m_viewed.insert(path);
        else
            m_list.m_viewed.remove(path);
        emit dataChanged(index, index, {Qt::CheckStateRole});
        emit m_list.viewedChanged();
        return true;
    }

    void reset(QList<releases::FileChange> files)
    {
        beginResetModel();
        m_list.m_files = std::move(files);
        QSet<QString> paths;
        for (const releases::FileChange &file : std::as_const(m_list.m_files))
            paths.insert(file.path);
        m_list.m_viewed.intersect(paths);
        endResetModel();
    }

private:
    FileList &m_list;
};

namespace {

class FileDelegate final : public QStyledItemDelegate
{
public:
    explicit FileDelegate(FileList *list)
        : QStyledItemDelegate(list)
        , m_list(*list)
    { }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, qRound(rowHeight * theme::textScale(option.font))};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &tokens = theme::tokens(option.palette);
        const releases::FileChange &file = m_list.files().at(index.row());
        const QRectF rect = option.rect;
        const qreal scale = theme::textScale(option.font);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool isChosen = option.state.testFlag(QStyle::State_Selected);
        const bool isOver = option.state.testFlag(QStyle::State_MouseOver);
        painter->fillRect(rect, isChosen ? tokens.selected : isOver ? tokens.hover : tokens.base);
        paintBoxOf(*painter, option, index);
        const qreal counts = 172 * scale;
        const qreal left = boxOf(rect, scale).right() + 10;
        paintPath(*painter, {left, rect.top(), rect.right() - counts - left, rect.height()}, file.path, option.font,
                  tokens);
        paintCounts(*painter, {rect.right() - counts, rect.top(), counts - theme::gutter, rect.height()}, file,
                    option.font, tokens);
        if (option.state.testFlag(QStyle::State_HasFocus))
            theme::paintFocusRing(*painter, rect.adjusted(3, 3, -3, -3), theme::textChipRadius, tokens.focus);
        painter->restore();
    }

    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override
    {
        if (event->type() != QEvent::MouseButtonRelease)
            return false;
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const QRectF box = boxOf(option.rect, theme::textScale(option.font)).adjusted(-6, -6, 6, 6);
        if (mouse->button() != Qt::LeftButton || !box.contains(mouse->position()))
            return false;
        const bool isViewed = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        return model->setData(index, isViewed ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    }

private:
    static void paintBoxOf(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        QStyleOptionButton box;
        box.initFrom(option.widget);
        box.rect = boxOf(option.rect, theme::textScale(option.font)).toRect();
        box.state = QStyle::State_Enabled;
        box.state |= index.data(Qt::CheckStateRole).toInt() == Qt::Checked ? QStyle::State_On : QStyle::State_Off;
        option.widget->style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, &painter, option.widget);
    }

    /// Folders pale, the file's name strong.
    static void paintPath(QPainter &painter, const QRectF &rect, const QString &path, const QFont &font,
                          const theme::Tokens &tokens)
    {
        const QString folder = path.left(path.lastIndexOf(u'/') + 1);
        const QString name = path.mid(folder.size());
        const QFont strong = theme::font(theme::FontRole::BodyStrong, font);
        const qreal nameWidth = std::min(QFontMetricsF(strong).horizontalAdvance(name) + 2, rect.width());
        const QString shown =
            QFontMetricsF(font).elidedText(folder, Qt::ElideMiddle, std::max(0.0, rect.width() - nameWidth));
        const qreal width = theme::paintText(painter, rect, shown, font, tokens.text2);
        theme::paintText(painter, rect.adjusted(width, 0, 0, 0), name, strong, tokens.text);
    }

    static void paintCounts(QPainter &painter, const QRectF &rect, const releases::FileChange &file, const QFont &font,
                            const theme::Tokens &tokens)
    {
        const qreal scale = theme::textScale(font);
        const QFont figures = theme::tabular(font);
        const qreal bars = blocks * (blockSize + 1) * scale;
        QRectF cell(rect.right() - bars - 8 - 42 * scale, rect.top(), 42 * scale, rect.height());
        const auto right = Qt::AlignRight | Qt::AlignVCenter;
        theme::paintText(painter, cell, u'\u2212' + base::format::count(file.removed), figures, tokens.failure.fg,
                         right);
        cell.translate(-46 * scale, 0);
        theme::paintText(painter, cell, u'+' + base::format::count(file.added), figures, tokens.success.fg, right);
        const int green = greenBlocks(file);
        const bool isEmpty = file.added + file.removed == 0;
        for (int i = 0; i < blocks; ++i) {
            const QRectF block(rect.right() - bars + i * (blockSize + 1) * scale,
                               rect.center().y() - blockSize * scale / 2, blockSize * scale, blockSize * scale);
            painter.fillRect(block, isEmpty ? tokens.band : i < green ? tokens.success.solid : tokens.failure.solid);
        }
    }

    FileList &m_list;
};

} // namespace

FileList::FileList(QWidget *parent)
    : QListView(parent)
{
    setAccessibleName(tr("Changed files"));
    setModel(new Model(this));
    setItemDelegate(new FileDelegate(this));
    setFrameShape(NoFrame);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &index) { emit fileChosen(index.row()); });
}

void FileList::setFiles(const QList<releases::FileChange> &files)
{
    if (files == m_files)
        return;
    static_cast<Model *>(model())->reset(files);
    updateGeometry();
    setCurrentIndex(model()->index(0, 0));
    emit viewedChanged();
}

void FileList::move(int by)
{
    const int row = std::clamp(current() + by, 0, std::max(0, int(m_files.size()) - 1));
    setCurrentIndex(model()->index(row, 0));
}

void FileList::toggleViewed()
{
    const QModelIndex index = currentIndex();
    if (!index.isValid())
        return;
    const bool isViewed = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    model()->setData(index, isViewed ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

QSize FileList::sizeHint() const
{
    const int rows = std::clamp(int(m_files.size()), 1, mostRows);
    return {300, rows * qRound(rowHeight * theme::textScale(font()))};
}

void FileList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->modifiers()) {
        toggleViewed();
        event->accept();
        return;
    }
    // Letters move through the files; the list's own search by letters would take them.
    if (event->key() == Qt::Key_N || event->key() == Qt::Key_P) {
        event->ignore();
        return;
    }
    QListView::keyPressEvent(event);
}

} // namespace slipway::approvals_page
