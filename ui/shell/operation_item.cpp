#include "shell/operation_item.h"

#include "base/format.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"
#include "widgets/progress.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::shell {

namespace {

/// What a parked one asks for can be long; the drawer and the tip have it all.
constexpr int mostWords = 420;
constexpr int ringEnd = 22;
constexpr int barWidth = 84;

QFont strong(const QFont &base)
{
    return theme::font(theme::FontRole::SmallStrong, base);
}

QFont plain(const QFont &base)
{
    return theme::tabular(theme::font(theme::FontRole::Small, base));
}

QString separated(const QString &detail)
{
    return detail.isEmpty() ? QString() : u" · "_s + detail;
}

} // namespace

OperationItem::OperationItem(const RunningOperation &operation, QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setOperation(operation);
}

void OperationItem::setOperation(const RunningOperation &operation)
{
    m_operation = operation;
    QStringList words{operation.title, operation.detail};
    if (operation.share)
        words.append(base::format::percent(*operation.share));
    if (m_operation.isParked)
        words.append(tr("waits for a person"));
    words.removeAll(QString());
    setAccessibleName(words.join(u", "_s));
    setToolTip(widgets::plainTip(accessibleName()));
    updateGeometry();
    update();
}

QSize OperationItem::sizeHint() const
{
    const int words = QFontMetrics(strong(font())).horizontalAdvance(m_operation.title)
        + QFontMetrics(plain(font())).horizontalAdvance(separated(m_operation.detail));
    return {ringEnd + std::min(words, mostWords) + 12 + (m_operation.share ? barWidth + 8 : 0),
            std::max(24, fontMetrics().height() + 4)};
}

void OperationItem::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    if (underMouse())
        theme::paintBox(painter, rect(), theme::controlRadius, colours.hover, {});
    const QRectF ring(4, (height() - 13) / 2.0, 13, 13);
    if (m_operation.isParked)
        theme::paintIcon(painter, ring, theme::statusIcon(base::Status::Waiting), colours.waiting.solid);
    else
        widgets::paintProgressRing(painter, ring, m_operation.share, colours.running.solid, palette());
    QRectF room = QRectF(rect()).adjusted(ringEnd, 0, -6, 0);
    if (m_operation.share) {
        const QRectF bar(room.right() - barWidth, 0, barWidth, height());
        widgets::paintProgressBar(painter, bar, *m_operation.share, colours.running.solid, palette());
        room.setRight(bar.left() - 8);
    }
    room.setLeft(room.left() + theme::paintText(painter, room, m_operation.title, strong(font()), colours.text));
    theme::paintText(painter, room, separated(m_operation.detail), plain(font()), colours.text2);
}

} // namespace slipway::shell
