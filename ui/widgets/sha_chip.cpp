#include "widgets/sha_chip.h"

#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QClipboard>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace slipway::widgets {

QString shortSha(const QString &commit)
{
    return commit.left(7);
}

QSize shaChipSize(const QFont &base)
{
    const QFontMetrics metrics(theme::font(theme::FontRole::Mono, base));
    return {metrics.horizontalAdvance(u"0000000"_s) + 12, std::max(18, metrics.height() + 2)};
}

void paintShaChip(QPainter &painter, const QRectF &rect, const QString &commit, const QFont &base,
                  const QPalette &palette)
{
    const theme::Tokens &colours = theme::tokens(palette);
    const QSize size = shaChipSize(base);
    const QRectF chip(rect.left(), rect.center().y() - size.height() / 2.0, size.width(), size.height());
    theme::paintBox(painter, chip, theme::textChipRadius, colours.sunken, {});
    theme::paintText(painter, chip, shortSha(commit), theme::font(theme::FontRole::Mono, base), colours.text2,
                     Qt::AlignCenter);
}

ShaChip::ShaChip(QWidget *parent)
    : QAbstractButton(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Commit"));
    connect(this, &QAbstractButton::clicked, this, &ShaChip::copy);
}

void ShaChip::setCommit(const QString &commit, const QString &title)
{
    m_commit = commit;
    setAccessibleName(tr("Commit %1, copy").arg(shortSha(commit)));
    setToolTip(plainTip(title.isEmpty() ? tr("%1\nClick copies it").arg(commit)
                                        : tr("%1\n%2\nClick copies it").arg(title, commit)));
    update();
}

QSize ShaChip::sizeHint() const
{
    return shaChipSize(font());
}

void ShaChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintShaChip(painter, rect(), m_commit, font(), palette());
}

void ShaChip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void ShaChip::copy()
{
    QGuiApplication::clipboard()->setText(m_commit);
    emit copied(m_commit);
}

} // namespace slipway::widgets
