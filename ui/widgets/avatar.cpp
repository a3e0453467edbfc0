#include "widgets/avatar.h"

#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QPainter>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace slipway::widgets {

namespace {

/// A name keeps its colour, wherever it is shown. White stays readable on each of them, in both themes.
QColor colourOf(const QString &name)
{
    constexpr QRgb colours[] = {0xFF7A4B2A, 0xFF8A3A7B, 0xFF2F6B5E, 0xFF3D5A9E, 0xFF4A5160, 0xFF6A5312};
    uint sum = 0;
    for (const QChar letter : name)
        sum = sum * 31 + letter.unicode();
    return QColor::fromRgb(colours[sum % std::size(colours)]);
}

void paintInitials(QPainter &painter, const QRectF &rect, const QString &name, const QFont &base)
{
    QFont font = theme::font(theme::FontRole::CaptionStrong, base);
    font.setPixelSize(std::max(8, static_cast<int>(rect.height() * 0.42)));
    theme::paintText(painter, rect, initials(name), font, Qt::white, Qt::AlignCenter);
}

} // namespace

QString initials(const QString &name)
{
    static const QRegularExpression separators(u"[\\s._-]+"_s);
    const QStringList words = name.split(separators, Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    QString result = words.first().left(1);
    if (words.size() > 1)
        result += words.last().left(1);
    return result.toUpper();
}

void paintAvatar(QPainter &painter, const QRectF &rect, const QString &name, const QFont &base, const QPalette &palette)
{
    const QColor fill = name.isEmpty() ? theme::tokens(palette).text3 : colourOf(name);
    theme::paintBox(painter, rect, rect.height() / 2, fill, {});
    paintInitials(painter, rect, name, base);
}

void paintInitialsTile(QPainter &painter, const QRectF &rect, const QString &name, const QFont &base)
{
    theme::paintBox(painter, rect, theme::controlRadius, colourOf(name), {});
    paintInitials(painter, rect, name, base);
}

Avatar::Avatar(QWidget *parent, int size)
    : QWidget(parent)
{
    setFixedSize(size, size);
    setAccessibleName(tr("Person"));
}

void Avatar::setName(const QString &name)
{
    m_name = name;
    setAccessibleName(name);
    setToolTip(plainTip(name));
    update();
}

void Avatar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintAvatar(painter, rect(), m_name, font(), palette());
}

} // namespace slipway::widgets
