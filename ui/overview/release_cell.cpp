#include "overview_page/release_cell.h"

#include "overview/words.h"
#include "overview_page/cell_words.h"
#include "overview_page/spark_line.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "widgets/progress.h"
#include "widgets/sha_chip.h"
#include "widgets/skeleton.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::overview_page {

using overview::Health;
using overview::LiveRelease;
using ReleaseFacts = overview::Cell<LiveRelease>;

namespace {

constexpr qreal headHeight = 20;
constexpr qreal lineHeight = 16;
constexpr qreal sparkWidth = 92;
constexpr qreal sparkHeight = 26;
constexpr qreal textIndent = 23;
constexpr int noteLines = 2;
constexpr qreal oldOpacity = 0.65;

/// The last line of a cell.
struct Foot {
    QString words;
    QColor colour;
    QString icon;
    bool hasBar = false;
    std::optional<double> share;
    QColor bar;
};

/// What can still be trusted decides: old facts say only how old they are.
Foot footOf(const Ink &ink, const ReleaseFacts &cell, ReleaseStyle style)
{
    const LiveRelease &release = *cell.facts;
    if (ink.isOld)
        return {CellWords::asOf(cell.freshness, ink.now), ink.tokens.text3, u"status-stale"_s, false, {}, {}};
    if (release.progress) {
        const auto &running = ink.tokens.status(Status::Running);
        return {CellWords::progress(*release.progress), running.fg, {}, true, release.progress->share, running.solid};
    }
    if (const auto share = watchShare(release, ink.now)) {
        const auto &look = ink.tokens.status(release.status);
        return {CellWords::watch(release, ink.now), look.fg, {}, true, share, look.solid};
    }
    if (style == ReleaseStyle::Staging && release.since.isValid())
        return {CellWords::ago(release.since, ink.now), ink.tokens.text2, {}, false, {}, {}};
    return {};
}

bool hasFoot(const ReleaseFacts &cell, ReleaseStyle style, const QDateTime &now)
{
    return isOld(cell.freshness, now) || cell.facts->progress || watchShare(*cell.facts, now)
        || (style == ReleaseStyle::Staging && cell.facts->since.isValid());
}

void layOutHead(ReleaseLayout &layout, const QRectF &row, const LiveRelease &release, ReleaseStyle style,
                const Fonts &fonts, const QDateTime &now)
{
    const qreal iconSide = fonts.px(16);
    layout.icon = QRectF(row.left(), row.center().y() - iconSide / 2, iconSide, iconSide);
    qreal right = row.right();
    if (style == ReleaseStyle::Production) {
        const qreal width = Fonts::width(fonts.small, CellWords::age(release.since, now));
        layout.liveFor = QRectF(right - width, row.top(), width, row.height());
        right -= width + fonts.px(8);
    }
    const QSizeF chip = release.commit.isEmpty() ? QSizeF(0, 0) : QSizeF(widgets::shaChipSize(fonts.body));
    const qreal gap = chip.width() > 0 ? fonts.px(8) : 0;
    const qreal left = row.left() + fonts.px(textIndent);
    const QFont &font = style == ReleaseStyle::Production ? fonts.section : fonts.strong;
    const qreal wanted = Fonts::width(font, release.version);
    layout.version = QRectF(left, row.top(), std::clamp(right - left - chip.width() - gap, 0.0, wanted), row.height());
    layout.sha = QRectF({layout.version.right() + gap, row.center().y() - chip.height() / 2}, chip);
}

void paintSha(const Ink &ink, const QRectF &rect, const QString &commit, bool isHot)
{
    // As the words around it: what may be outdated steps back.
    ink.painter.setOpacity(ink.isOld ? oldOpacity : 1);
    widgets::paintShaChip(ink.painter, rect, commit, ink.fonts.body, ink.palette);
    ink.painter.setOpacity(1);
    if (isHot)
        theme::paintBox(ink.painter, rect, theme::textChipRadius, {}, ink.tokens.line3);
}

void paintHead(const Ink &ink, const ReleaseLayout &layout, const LiveRelease &release, ReleaseStyle style,
               bool isShaHot)
{
    theme::paintIcon(ink.painter, layout.icon, theme::statusIcon(release.status),
                     ink.fresh(ink.tokens.status(release.status).solid));
    const QFont &font = style == ReleaseStyle::Production ? ink.fonts.section : ink.fonts.strong;
    theme::paintText(ink.painter, layout.version, release.version, font, ink.fresh(ink.tokens.text));
    if (!layout.sha.isEmpty())
        paintSha(ink, layout.sha, release.commit, isShaHot);
    if (!layout.liveFor.isEmpty())
        theme::paintText(ink.painter, layout.liveFor, CellWords::age(release.since, ink.now), ink.fonts.small,
                         ink.tokens.text3, Qt::AlignRight | Qt::AlignVCenter);
}

void paintErrors(const Ink &ink, QRectF rect, const Health &health)
{
    const QString factor = CellWords::errorFactor(health);
    if (!factor.isEmpty()) {
        const qreal used =
            theme::paintText(ink.painter, rect, factor, ink.fonts.smallStrong, ink.fresh(ink.tokens.failure.fg));
        rect.setLeft(rect.left() + used);
    }
    const QString rate = CellWords::errorRate(health);
    theme::paintText(ink.painter, rect, factor.isEmpty() ? rate : u" \u00B7 "_s + rate, ink.fonts.small,
                     ink.fresh(ink.tokens.text2));
}

void paintHealth(const Ink &ink, const ReleaseLayout &layout, const std::optional<Health> &health)
{
    if (!health) {
        theme::paintText(ink.painter, layout.spark.united(layout.latency), CellWords::noHealth(), ink.fonts.small,
                         ink.tokens.text3);
        return;
    }
    if (health->freshness.state == Freshness::State::Loading && health->points.isEmpty()) {
        if (ink.showsSkeletons)
            widgets::paintSkeletonBar(ink.painter, layout.spark, 1, ink.palette);
        return;
    }
    const Ink own = ink.aged(ink.isOld || isOld(health->freshness, ink.now));
    paintSparkLine(own, layout.spark, *health);
    paintErrors(own, layout.errors, *health);
    theme::paintText(ink.painter, layout.latency, CellWords::latency(*health), ink.fonts.small,
                     own.fresh(ink.tokens.text2));
}

void paintFoot(const Ink &ink, QRectF rect, const Foot &foot)
{
    if (foot.words.isEmpty())
        return;
    if (!foot.icon.isEmpty()) {
        const qreal side = ink.px(12);
        theme::paintIcon(ink.painter, QRectF(rect.left(), rect.center().y() - side / 2, side, side), foot.icon,
                         foot.colour);
        rect.setLeft(rect.left() + side + ink.px(5));
    }
    const QFont &font = foot.hasBar ? ink.fonts.caption : ink.fonts.small;
    const qreal used = theme::paintText(ink.painter, rect, foot.words, font, foot.colour);
    const qreal left = rect.left() + used + ink.px(9);
    if (foot.hasBar && rect.right() - left >= ink.px(24))
        widgets::paintProgressBar(ink.painter, QRectF(left, rect.top(), rect.right() - left, rect.height()),
                                  foot.share.value_or(0), foot.bar, ink.palette);
}

} // namespace

ReleaseLayout layOutRelease(const QRectF &cell, const ReleaseFacts &facts, ReleaseStyle style, const Fonts &fonts,
                            const QDateTime &now)
{
    ReleaseLayout layout;
    if (!facts.facts)
        return layout;
    const bool withFoot = hasFoot(facts, style, now);
    const qreal textLeft = cell.left() + fonts.px(textIndent);
    const int lines = wrappedLines(facts.facts->note, fonts.small, cell.right() - textLeft, noteLines);
    const qreal gap = fonts.px(style == ReleaseStyle::Production ? 8 : 4);
    const qreal body = style == ReleaseStyle::Production ? fonts.px(sparkHeight) : lines * fonts.px(lineHeight);
    const qreal footGap = style == ReleaseStyle::Production ? fonts.px(6) : 0;
    const qreal foot = withFoot ? footGap + fonts.px(lineHeight) : fonts.px(style == ReleaseStyle::Production ? 4 : 0);
    // Whole pixels keep chips and lines crisp.
    const qreal top = std::ceil(cell.center().y() - (fonts.px(headHeight) + gap + body + foot) / 2);

    layOutHead(layout, QRectF(cell.left(), top, cell.width(), fonts.px(headHeight)), *facts.facts, style, fonts, now);
    const qreal bodyTop = top + fonts.px(headHeight) + gap;
    if (style == ReleaseStyle::Production) {
        layout.spark = QRectF(cell.left(), bodyTop, fonts.px(sparkWidth), body);
        const QRectF beside(layout.spark.right() + fonts.px(10), bodyTop - fonts.px(2),
                            cell.right() - layout.spark.right() - fonts.px(10), fonts.px(15));
        layout.errors = beside;
        layout.latency = beside.translated(0, fonts.px(15));
    } else {
        layout.note = QRectF(textLeft, bodyTop, cell.right() - textLeft, body);
    }
    const qreal footLeft = style == ReleaseStyle::Production ? cell.left() : textLeft;
    layout.foot = QRectF(footLeft, bodyTop + body + footGap, cell.right() - footLeft, fonts.px(lineHeight));
    return layout;
}

void paintRelease(const Ink &ink, const QRectF &cell, const ReleaseFacts &facts, ReleaseStyle style, bool isShaHot)
{
    if (!facts.isApplicable) {
        theme::paintText(ink.painter, cell, overview::words::unknown(), ink.fonts.body, ink.tokens.text3);
        return;
    }
    if (!facts.facts) {
        paintAbsence(ink, cell, facts.freshness);
        return;
    }
    const Ink own = ink.aged(isOld(facts.freshness, ink.now));
    const ReleaseLayout layout = layOutRelease(cell, facts, style, ink.fonts, ink.now);
    paintHead(own, layout, *facts.facts, style, isShaHot);
    if (style == ReleaseStyle::Production)
        paintHealth(own, layout, facts.facts->health);
    else
        paintWrapped(own, layout.note, facts.facts->note, ink.fonts.small, own.fresh(ink.tokens.text2), noteLines);
    paintFoot(own, layout.foot, footOf(own, facts, style));
}

} // namespace slipway::overview_page
