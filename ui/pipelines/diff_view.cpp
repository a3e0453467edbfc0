#include "pipelines_page/diff_view.h"

#include "pipelines_page/words.h"
#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QAbstractListModel>
#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

using textdiff::DiffRow;

constexpr qreal rowHeight = 18;
constexpr qreal numberWidth = 44;
constexpr qreal signWidth = 18;
/// What is longer is beyond every screen.
constexpr qsizetype longestLine = 400;

class DiffModel final : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<DiffRow> rows)
    {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }

    const DiffRow &row(int at) const { return m_rows[std::size_t(at)]; }

    int rowCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
            return {};
        const DiffRow &line = row(index.row());
        const QString text = line.text.left(longestLine);
        if (role == Qt::DisplayRole)
            return text;
        switch (line.kind) {
        case DiffRow::Kind::Added: return tr("added: %1").arg(text);
        case DiffRow::Kind::Removed: return tr("removed: %1").arg(text);
        case DiffRow::Kind::Gap: return counted(line.leftOut, "1 line the same", "%1 lines the same");
        case DiffRow::Kind::Same: break;
        }
        return text;
    }

private:
    std::vector<DiffRow> m_rows;
};

struct Colours {
    QColor line;
    QColor words;
    QString sign;
};

Colours coloursOf(DiffRow::Kind kind, const theme::Tokens &tokens)
{
    switch (kind) {
    case DiffRow::Kind::Added: return {tokens.diffAdded, tokens.diffAddedWords, u"+"_s};
    case DiffRow::Kind::Removed: return {tokens.diffRemoved, tokens.diffRemovedWords, u"\u2212"_s};
    case DiffRow::Kind::Gap: return {tokens.header, {}, {}};
    case DiffRow::Kind::Same: break;
    }
    return {tokens.base, {}, {}};
}

QString number(int line)
{
    return line < 0 ? QString() : QString::number(line + 1);
}

class DiffDelegate final : public QStyledItemDelegate
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
        const DiffRow &line = static_cast<const DiffModel *>(index.model())->row(index.row());
        const Colours colours = coloursOf(line.kind, tokens);
        const QRectF rect = option.rect;
        const qreal scale = theme::textScale(option.font);
        painter->save();
        painter->fillRect(rect, colours.line);
        QRectF text = rect.adjusted(2 * numberWidth * scale + signWidth, 0, -8, 0);
        if (line.kind == DiffRow::Kind::Gap) {
            theme::paintText(*painter, text, counted(line.leftOut, "1 line the same", "%1 lines the same"), option.font,
                             tokens.text3);
        } else {
            paintNumbers(*painter, rect, line, option, scale);
            theme::paintText(*painter, {text.left() - signWidth, rect.top(), signWidth, rect.height()}, colours.sign,
                             option.font, tokens.text2, Qt::AlignCenter);
            paintMarks(*painter, text, line, option.font, colours.words);
            theme::paintText(*painter, text, index.data().toString(), option.font, tokens.text);
        }
        if (option.state.testFlag(QStyle::State_HasFocus))
            painter->fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), tokens.focus);
        painter->restore();
    }

private:
    static void paintNumbers(QPainter &painter, const QRectF &rect, const DiffRow &line,
                             const QStyleOptionViewItem &option, qreal scale)
    {
        const QColor colour = theme::tokens(option.palette).text3;
        const QSizeF cell(numberWidth * scale - 8, rect.height());
        const auto alignment = Qt::AlignRight | Qt::AlignVCenter;
        theme::paintText(painter, {rect.topLeft(), cell}, number(line.before), option.font, colour, alignment);
        theme::paintText(painter, {rect.topLeft() + QPointF(numberWidth * scale, 0), cell}, number(line.after),
                         option.font, colour, alignment);
    }

    static void paintMarks(QPainter &painter, const QRectF &text, const DiffRow &line, const QFont &font,
                           const QColor &colour)
    {
        const QFontMetricsF metrics(font);
        for (const textdiff::ByteRange &mark : line.marks) {
            if (mark.end > longestLine)
                return;
            const qreal from = metrics.horizontalAdvance(line.text.left(mark.begin));
            const qreal to = metrics.horizontalAdvance(line.text.left(mark.end));
            painter.fillRect(QRectF(text.left() + from, text.top(), to - from, text.height()), colour);
        }
    }
};

} // namespace

DiffView::DiffView(QWidget *parent)
    : QListView(parent)
{
    setAccessibleName(tr("Changed lines"));
    setModel(new DiffModel(this));
    setItemDelegate(new DiffDelegate(this));
    setFrameShape(NoFrame);
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    adoptFont();
    connect(this, &QListView::activated, this, [this](const QModelIndex &index) {
        const int line = static_cast<DiffModel *>(model())->row(index.row()).after;
        if (line >= 0)
            Q_EMIT lineChosen(line);
    });
}

void DiffView::setRows(std::vector<DiffRow> rows)
{
    static_cast<DiffModel *>(model())->setRows(std::move(rows));
}

void DiffView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        adoptFont();
}

void DiffView::adoptFont()
{
    setFont(theme::font(theme::FontRole::Mono));
}

} // namespace slipway::pipelines_page
