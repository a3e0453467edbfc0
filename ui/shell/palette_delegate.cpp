#include "shell/palette_delegate.h"

#include "shell/palette_model.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "widgets/key_caps.h"

#include <QPainter>
#include <QTextLayout>

namespace slipway::shell {

namespace {

constexpr int lineHeight = 36;
constexpr int secondLine = 20;
constexpr int indent = 42;

/// The title with the letters that answer the query in bold and in the link's colour; gives its width.
qreal paintTitle(QPainter &painter, const QRectF &rect, const QString &title, const QList<qsizetype> &letters,
                 const QFont &font, const theme::Tokens &colours)
{
    QTextLayout layout(title, font);
    QList<QTextLayout::FormatRange> marks;
    for (const qsizetype letter : letters) {
        QTextCharFormat format;
        format.setFontWeight(QFont::Bold);
        format.setForeground(colours.link);
        marks.append({static_cast<int>(letter), 1, format});
    }
    layout.setFormats(marks);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(1e6);
    layout.endLayout();
    painter.setPen(colours.text);
    painter.save();
    painter.setClipRect(rect);
    layout.draw(&painter, QPointF(rect.left(), rect.center().y() - line.height() / 2));
    painter.restore();
    return line.naturalTextWidth();
}

} // namespace

PaletteDelegate::PaletteDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{ }

void PaletteDelegate::setCurrent(const QModelIndex &index)
{
    const QModelIndex before = m_current;
    m_current = index;
    for (const QModelIndex &changed : {before, index}) {
        if (changed.isValid())
            emit sizeHintChanged(changed);
    }
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int line = std::max(lineHeight, option.fontMetrics.height() + 14);
    if (index.data(PaletteModel::IsHeadingRole).toBool())
        return {0, index.row() == 0 ? 30 : 36};
    return {0, index == m_current ? line + secondLine : line};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *entry = index.data(PaletteModel::EntryRole).value<const PaletteEntry *>();
    painter->save();
    if (entry)
        paintEntry(*painter, option, index, *entry);
    else
        paintHeading(*painter, option, index);
    painter->restore();
}

void PaletteDelegate::paintHeading(QPainter &painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    const theme::Tokens &colours = theme::tokens(option.palette);
    if (index.row() > 0)
        theme::paintHairline(painter, QRectF(option.rect).adjusted(0, 4, 0, 0), Qt::TopEdge, colours.line1);
    QRectF words = QRectF(option.rect).adjusted(16, 0, -16, 0);
    words.setTop(words.bottom() - 28);
    theme::paintText(painter, words, index.data().toString(), theme::font(theme::FontRole::CaptionStrong, option.font),
                     colours.text3);
}

QRectF PaletteDelegate::paintRight(QPainter &painter, const QStyleOptionViewItem &option, QRectF line,
                                   const PaletteEntry &entry) const
{
    if (entry.environment) {
        const QSize size = widgets::environmentBadgeSize(*entry.environment, option.font);
        const QRectF badge(line.right() - size.width(), line.top(), size.width(), line.height());
        widgets::paintEnvironmentBadge(painter, badge, *entry.environment, option.font, option.palette);
        line.setRight(badge.left() - 10);
    }
    const QStringList keys = widgets::keyNames(entry.keys);
    if (!keys.isEmpty()) {
        widgets::paintKeyCaps(painter, line, keys, option.font, option.palette);
        line.setRight(line.right() - widgets::keyCapsSize(keys, option.font).width() - 10);
    }
    return line;
}

void PaletteDelegate::paintEntry(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                 const PaletteEntry &entry) const
{
    const theme::Tokens &colours = theme::tokens(option.palette);
    const bool isCurrent = index == m_current;
    if (isCurrent)
        painter.fillRect(option.rect, colours.selected);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter.fillRect(option.rect, colours.hover);

    QRectF line = QRectF(option.rect).adjusted(indent, 0, -16, isCurrent ? -secondLine : 0);
    const QColor iconColour = entry.tone ? colours.status(*entry.tone).solid : isCurrent ? colours.link : colours.text2;
    theme::paintIcon(painter, QRectF(option.rect.left() + 14, line.top(), 16, line.height()), entry.icon, iconColour);
    line = paintRight(painter, option, line, entry);
    const auto letters = index.data(PaletteModel::MatchRole).value<QList<qsizetype>>();
    const QFont titleFont = isCurrent ? theme::font(theme::FontRole::BodyStrong, option.font) : option.font;
    const qreal used = paintTitle(painter, line, entry.title, letters, titleFont, colours);
    theme::paintText(painter, line.adjusted(used + 12, 0, 0, 0), entry.detail,
                     theme::font(theme::FontRole::Small, option.font), colours.text3);
    if (isCurrent) {
        const QRectF below(option.rect.left() + indent, line.bottom() - 6, option.rect.width() - indent - 16.0,
                           secondLine);
        theme::paintText(painter, below, entry.does, theme::font(theme::FontRole::Small, option.font), colours.text2);
    }
}

} // namespace slipway::shell
