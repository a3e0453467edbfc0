#include "overview_page/other_cells.h"

#include "overview/words.h"
#include "overview_page/cell_words.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"

#include <QPainter>
#include <QPolygonF>

#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::overview_page {

using overview::AppRow;
using overview::Previews;

namespace {

constexpr qreal lineHeight = 16;
constexpr qreal arrowHead = 4;
constexpr int notApplicableLines = 2;

QString providerIcon(const QString &provider)
{
    if (provider == "Fly.io"_L1)
        return u"provider-fly"_s;
    return provider == "Vercel"_L1 ? u"provider-vercel"_s : u"machine"_s;
}

/// A line across `rect` with heads where it leads.
void paintArrow(const Ink &ink, const QRectF &rect, bool leftHead, bool rightHead)
{
    const qreal y = rect.center().y();
    const qreal head = ink.px(arrowHead);
    ink.painter.save();
    ink.painter.setRenderHint(QPainter::Antialiasing);
    ink.painter.setPen(QPen(ink.tokens.line3, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    ink.painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y));
    const auto tip = [&](qreal x, qreal back) {
        ink.painter.drawPolyline(QPolygonF{{x + back, y - head}, {x, y}, {x + back, y + head}});
    };
    if (leftHead)
        tip(rect.left(), head);
    if (rightHead)
        tip(rect.right(), -head);
    ink.painter.restore();
}

/// An icon and a word in the middle of `rect`.
void paintCentred(const Ink &ink, const QRectF &rect, const QString &icon, const QString &words, const QFont &font,
                  const QColor &colour)
{
    const qreal side = icon.isEmpty() ? 0 : ink.px(14);
    const qreal gap = icon.isEmpty() ? 0 : ink.px(5);
    const qreal text = std::min(Fonts::width(font, words), rect.width() - side - gap);
    const qreal left = rect.center().x() - (side + gap + text) / 2;
    if (side > 0)
        theme::paintIcon(ink.painter, QRectF(left, rect.center().y() - side / 2, side, side), icon, colour);
    theme::paintText(ink.painter, QRectF(left + side + gap, rect.top(), text, rect.height()), words, font, colour);
}

void paintCommitsAhead(const Ink &ink, const QRectF &cell, const overview::Cell<overview::Drift> &drift)
{
    const qreal line = ink.px(lineHeight);
    const qreal middle = std::floor(cell.center().y()) + ink.px(2);
    const auto lineAt = [&](qreal centre) {
        return QRectF(cell.left(), middle + centre - line / 2, cell.width(), line);
    };
    paintCentred(ink, lineAt(-ink.px(16)), {}, CellWords::commits(drift), ink.fonts.smallMedium,
                 ink.fresh(ink.tokens.text));
    paintArrow(ink, lineAt(0).adjusted(ink.px(4), 0, 0, 0), drift.facts->commitsAhead > 0,
               drift.facts->commitsBehind > 0);
    const bool migrates = drift.facts->migrations > 0;
    paintCentred(ink, lineAt(ink.px(14)), migrates ? u"migration"_s : QString(), CellWords::migrations(*drift.facts),
                 ink.fonts.small, ink.fresh(migrates ? ink.tokens.warning.fg : ink.tokens.text3));
    if (ink.isOld)
        paintCentred(ink, lineAt(ink.px(30)), u"status-stale"_s, CellWords::asOf(drift.freshness, ink.now),
                     ink.fonts.caption, ink.tokens.text3);
}

/// The two or three lines of the previews' cell.
struct PreviewLines {
    QRectF count, names, foot;
};

PreviewLines previewLines(const QRectF &cell, const Fonts &fonts, bool hasFoot)
{
    const qreal line = fonts.px(lineHeight);
    const qreal gap = fonts.px(6);
    const qreal height = 2 * line + gap + (hasFoot ? line : 0);
    const QRectF count(cell.left(), std::ceil(cell.center().y() - height / 2), cell.width(), line);
    const QRectF names = count.translated(0, line + gap);
    return {count, names, names.translated(0, line)};
}

QString numberOf(const Previews::Preview &preview)
{
    return u'#' + QString::number(preview.pullRequest);
}

void paintPreviewNames(const Ink &ink, const QRectF &line, const AppRow &row)
{
    const Status worst = worstPreview(*row.previews.facts);
    const qreal side = ink.px(14);
    theme::paintIcon(ink.painter, QRectF(line.left(), line.center().y() - side / 2, side, side),
                     theme::statusIcon(worst), ink.fresh(ink.tokens.status(worst).solid));
    QStringList names;
    for (const auto &preview : CellWords::namedPreviews(*row.previews.facts))
        names.append(numberOf(preview));
    theme::paintText(ink.painter, line.adjusted(side + ink.px(5), 0, 0, 0),
                     names.join(u", "_s) + CellWords::previewTail(*row.previews.facts), ink.fonts.small,
                     ink.fresh(ink.tokens.text2));
}

} // namespace

void paintApp(const Ink &ink, const QRectF &cell, const AppRow &row)
{
    const qreal line = ink.px(18);
    QRectF at(cell.left(), std::ceil(cell.center().y()) - ink.px(31), cell.width(), line);
    theme::paintText(ink.painter, at, row.name, ink.fonts.section, ink.tokens.text);
    at.translate(0, ink.px(20));
    theme::paintText(ink.painter, at, row.description, ink.fonts.small, ink.tokens.text3);
    if (!row.provider.isEmpty())
        paintProviderTag(ink, {cell.left(), at.bottom() + ink.px(6)}, providerIcon(row.provider), row.provider);
}

void paintDrift(const Ink &ink, const QRectF &cell, const overview::Cell<overview::Drift> &drift)
{
    if (!drift.isApplicable) {
        paintCentred(ink, cell, {}, overview::words::unknown(), ink.fonts.body, ink.tokens.text3);
        return;
    }
    if (!drift.facts) {
        paintAbsence(ink, cell, drift.freshness);
        return;
    }
    const Ink own = ink.aged(isOld(drift.freshness, ink.now));
    if (drift.facts->isInStep())
        paintCentred(own, cell, u"action-check"_s, CellWords::commits(drift), ink.fonts.small,
                     own.fresh(ink.tokens.text2));
    else
        paintCommitsAhead(own, cell, drift);
}

void paintPreviews(const Ink &ink, const QRectF &cell, const AppRow &row)
{
    if (!row.previews.isApplicable) {
        const QString words = overview::words::previews(row);
        const int lines = wrappedLines(words, ink.fonts.small, cell.width(), notApplicableLines);
        const QRectF text(cell.left(), cell.center().y() - lines * ink.px(lineHeight) / 2.0, cell.width(),
                          cell.height());
        paintWrapped(ink, text, words, ink.fonts.small, ink.tokens.text3, notApplicableLines);
        return;
    }
    if (!row.previews.facts) {
        paintAbsence(ink, cell, row.previews.freshness);
        return;
    }
    const Ink own = ink.aged(isOld(row.previews.freshness, ink.now));
    if (row.previews.facts->open.isEmpty()) {
        theme::paintText(ink.painter, cell, CellWords::openPreviews(*row.previews.facts), ink.fonts.body,
                         ink.tokens.text3);
        return;
    }
    const PreviewLines lines = previewLines(cell, ink.fonts, own.isOld);
    theme::paintText(ink.painter, lines.count, CellWords::openPreviews(*row.previews.facts), ink.fonts.body,
                     own.fresh(ink.tokens.text));
    paintPreviewNames(own, lines.names, row);
    if (own.isOld)
        theme::paintText(ink.painter, lines.foot, CellWords::asOf(row.previews.freshness, ink.now), ink.fonts.caption,
                         ink.tokens.text3);
}

QList<PreviewSpot> previewSpots(const QRectF &cell, const overview::Cell<Previews> &previews, const Fonts &fonts,
                                const QDateTime &now)
{
    if (!previews.facts || previews.facts->open.isEmpty())
        return {};
    const QRectF line = previewLines(cell, fonts, isOld(previews.freshness, now)).names;
    qreal left = line.left() + fonts.px(14) + fonts.px(5);
    QList<PreviewSpot> spots;
    for (const auto &preview : CellWords::namedPreviews(*previews.facts)) {
        const QRectF rect(left, line.top(), Fonts::width(fonts.small, numberOf(preview)), line.height());
        spots.append({rect, preview.page});
        left = rect.right() + Fonts::width(fonts.small, u", "_s);
    }
    return spots;
}

} // namespace slipway::overview_page
