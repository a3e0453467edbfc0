#include "approvals_page/patch_view.h"

#include "approvals_page/syntax.h"
#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QAbstractListModel>
#include <QEvent>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::approvals_page {

namespace {

using Kind = PatchLine::Kind;

constexpr qreal rowHeight = 18;
constexpr qreal numberWidth = 36;
constexpr qreal signWidth = 20;
constexpr qreal edge = 8;
/// What is longer is beyond every screen.
constexpr qsizetype longestLine = 1'000;

QString spokenText(const PatchLine &line)
{
    switch (line.kind) {
    case Kind::Added: return PatchView::tr("added: %1").arg(line.text);
    case Kind::Removed: return PatchView::tr("removed: %1").arg(line.text);
    case Kind::Hunk:
    case Kind::Note:
    case Kind::Same: break;
    }
    return line.text;
}

class PatchModel final : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    void setContent(QList<PatchLine> lines, bool isSplit, const QString &sign)
    {
        beginResetModel();
        m_lines = std::move(lines);
        m_isSplit = isSplit;
        m_pairs = isSplit ? pairsOf(m_lines) : QList<PatchPair>();
        m_sign = sign;
        m_longest = 0;
        for (const PatchLine &line : std::as_const(m_lines))
            m_longest = std::max(m_longest, std::min(line.text.size(), longestLine));
        endResetModel();
    }

    int rowCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : int(m_isSplit ? m_pairs.size() : m_lines.size());
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
            return {};
        QStringList texts;
        const PatchPair pair = pairAt(index.row());
        for (const int at : {pair.left, pair.right}) {
            if (at < 0 || (at == pair.left && !texts.isEmpty()))
                continue;
            texts += role == Qt::DisplayRole ? m_lines.at(at).text : spokenText(m_lines.at(at));
        }
        return texts.join(u'\n');
    }

    PatchPair pairAt(int row) const { return m_isSplit ? m_pairs.at(row) : PatchPair{row, row}; }
    const PatchLine *line(int at) const { return at < 0 ? nullptr : &m_lines.at(at); }
    bool isSplit() const { return m_isSplit; }
    const QString &sign() const { return m_sign; }
    qsizetype longest() const { return m_longest; }

private:
    QList<PatchLine> m_lines;
    QList<PatchPair> m_pairs;
    bool m_isSplit = false;
    QString m_sign;
    qsizetype m_longest = 0;
};

struct Ink {
    QColor line;
    QColor words;
    QColor sign;
    QString signText;
};

Ink inkOf(Kind kind, const theme::Tokens &tokens)
{
    switch (kind) {
    case Kind::Added: return {tokens.diffAdded, tokens.diffAddedWords, tokens.success.fg, u"+"_s};
    case Kind::Removed: return {tokens.diffRemoved, tokens.diffRemovedWords, tokens.failure.fg, u"\u2212"_s};
    case Kind::Hunk:
    case Kind::Note: return {tokens.header, {}, tokens.text3, {}};
    case Kind::Same: break;
    }
    return {tokens.base, {}, tokens.text3, {}};
}

/// Paints one side of a row into `rect`.
class LinePainter
{
public:
    LinePainter(QPainter &painter, const QStyleOptionViewItem &option, const QString &sign)
        : m_painter(painter)
        , m_font(option.font)
        , m_tokens(theme::tokens(option.palette))
        , m_metrics(option.font)
        , m_scale(theme::textScale(option.font))
        , m_sign(sign)
    { }

    void paint(const QRectF &rect, const PatchLine &line, const QList<int> &numbers)
    {
        const Ink ink = inkOf(line.kind, m_tokens);
        m_painter.save();
        m_painter.setClipRect(rect);
        m_painter.fillRect(rect, ink.line);
        if (line.kind == Kind::Hunk || line.kind == Kind::Note)
            theme::paintText(m_painter, rect.adjusted(edge + 8, 0, -edge, 0), line.text, m_font, m_tokens.text3);
        else
            paintCode(rect, line, numbers, ink);
        m_painter.restore();
    }

    qreal codeLeft(int numberCount) const { return numberCount * numberWidth * m_scale + signWidth * m_scale + edge; }

private:
    void paintCode(const QRectF &rect, const PatchLine &line, const QList<int> &numbers, const Ink &ink)
    {
        qreal left = rect.left();
        for (const int number : numbers) {
            const QRectF cell(left, rect.top(), numberWidth * m_scale - 6, rect.height());
            if (number > 0)
                theme::paintText(m_painter, cell, QString::number(number), m_font, m_tokens.text3,
                                 Qt::AlignRight | Qt::AlignVCenter);
            left += numberWidth * m_scale;
        }
        theme::paintText(m_painter, {left, rect.top(), signWidth * m_scale, rect.height()}, ink.signText, m_font,
                         ink.sign, Qt::AlignCenter);
        const QString text = line.text.left(longestLine).replace(u'\t', u' ');
        const qreal textLeft = rect.left() + codeLeft(int(numbers.size()));
        for (const Columns &mark : line.marks) {
            if (mark.to > text.size())
                break;
            const qreal from = widthOf(text, mark.from);
            m_painter.fillRect(QRectF(textLeft + from, rect.top(), widthOf(text, mark.to) - from, rect.height()),
                               ink.words);
        }
        paintWords(text, {textLeft, rect.top() + (rect.height() - m_metrics.height()) / 2 + m_metrics.ascent()});
    }

    void paintWords(const QString &text, QPointF at)
    {
        m_painter.setFont(m_font);
        qsizetype done = 0;
        const auto put = [&](qsizetype to, const QColor &colour) {
            if (to <= done)
                return;
            m_painter.setPen(colour);
            m_painter.drawText(at + QPointF(widthOf(text, done), 0), text.sliced(done, to - done));
            done = to;
        };
        for (const Stretch &stretch : stretchesOf(text, m_sign)) {
            put(stretch.from, m_tokens.text);
            put(stretch.to, m_tokens.*stretch.colour);
        }
        put(text.size(), m_tokens.text);
    }

    qreal widthOf(const QString &text, qsizetype count) const { return m_metrics.horizontalAdvance(text.left(count)); }

    QPainter &m_painter;
    QFont m_font;
    const theme::Tokens &m_tokens;
    QFontMetricsF m_metrics;
    qreal m_scale;
    const QString &m_sign;
};

class PatchDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &model = modelOf(index);
        const qreal scale = theme::textScale(option.font);
        const qreal text = qreal(model.longest()) * QFontMetricsF(option.font).horizontalAdvance(u'0');
        const qreal side = (model.isSplit() ? 1 : 2) * numberWidth * scale + signWidth * scale + 2 * edge + text;
        return {qRound(model.isSplit() ? 2 * side : side), qRound(rowHeight * scale)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &model = modelOf(index);
        const PatchPair pair = model.pairAt(index.row());
        const QRectF rect = option.rect;
        const auto &tokens = theme::tokens(option.palette);
        LinePainter lines(*painter, option, model.sign());
        const PatchLine *left = model.line(pair.left);
        const bool isWhole = !model.isSplit() || (left && (left->kind == Kind::Hunk || left->kind == Kind::Note));
        if (isWhole) {
            lines.paint(rect, *left, {left->before, left->after});
        } else {
            const qreal half = std::floor(rect.width() / 2);
            paintSide(*painter, lines, {rect.left(), rect.top(), half, rect.height()}, left, true, tokens);
            paintSide(*painter, lines, {rect.left() + half, rect.top(), rect.width() - half, rect.height()},
                      model.line(pair.right), false, tokens);
        }
        if (option.state.testFlag(QStyle::State_HasFocus))
            painter->fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), tokens.focus);
    }

private:
    static const PatchModel &modelOf(const QModelIndex &index)
    {
        return *static_cast<const PatchModel *>(index.model());
    }

    static void paintSide(QPainter &painter, LinePainter &lines, const QRectF &rect, const PatchLine *line, bool isLeft,
                          const theme::Tokens &tokens)
    {
        if (line)
            lines.paint(rect, *line, {isLeft ? line->before : line->after});
        else
            painter.fillRect(rect, tokens.header);
        if (isLeft)
            theme::paintHairline(painter, rect, Qt::RightEdge, tokens.line2);
    }
};

} // namespace

PatchView::PatchView(QWidget *parent)
    : QListView(parent)
{
    setAccessibleName(tr("Changed lines"));
    setModel(new PatchModel(this));
    setItemDelegate(new PatchDelegate(this));
    setFrameShape(NoFrame);
    setUniformItemSizes(true);
    setHorizontalScrollMode(ScrollPerPixel);
    adoptFont();
}

void PatchView::setPatch(const QString &path, const QString &patch)
{
    m_path = path;
    m_lines = linesOf(patch);
    show();
    scrollToTop();
}

void PatchView::setLayout(Layout layout)
{
    if (std::exchange(m_layout, layout) != layout)
        show();
}

void PatchView::show()
{
    static_cast<PatchModel *>(model())->setContent(m_lines, m_layout == Layout::Split, remarkSign(m_path));
}

void PatchView::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (!m_lines.isEmpty() || m_path.isEmpty())
        return;
    QPainter painter(viewport());
    theme::paintText(painter, QRectF(viewport()->rect()).adjusted(theme::gutter, 0, -theme::gutter, 0),
                     tr("GitHub shows no lines of this file: it is binary, too large or only renamed."),
                     theme::font(theme::FontRole::Body), theme::tokens(palette()).text2, Qt::AlignCenter);
}

void PatchView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        adoptFont();
}

void PatchView::keyPressEvent(QKeyEvent *event)
{
    // These move through the files; the list's own search by letters would take them.
    if (event->key() == Qt::Key_N || event->key() == Qt::Key_P || event->key() == Qt::Key_Space)
        event->ignore();
    else
        QListView::keyPressEvent(event);
}

void PatchView::adoptFont()
{
    setFont(theme::font(theme::FontRole::Mono));
}

} // namespace slipway::approvals_page
