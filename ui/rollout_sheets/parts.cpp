#include "rollout_sheets/parts.h"

#include "widgets/plain_words.h"

#include <QLabel>
#include <QLayout>
#include <QPainter>

#include <memory>

namespace slipway::rollout_sheets {

QLabel *words(const QString &text, theme::FontRole role, QPalette::ColorRole colour)
{
    auto *label = new QLabel;
    widgets::showAsWritten(*label);
    label->setText(text);
    label->setFont(theme::font(role));
    label->setForegroundRole(colour);
    label->setWordWrap(true);
    return label;
}

QString breakable(const QString &text)
{
    constexpr int longestRun = 20;
    constexpr QChar mayBreak(0x200B);
    QString broken;
    int run = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar letter = text.at(at);
        run = letter.isLetterOrNumber() ? run + 1 : 0;
        const bool isFull = run > longestRun;
        if (isFull || letter == u'@')
            broken += mayBreak;
        broken += letter;
        const bool isInside = at + 1 < text.size() && !text.at(at + 1).isSpace();
        if (isInside && (letter == u'/' || letter == u':'))
            broken += mayBreak;
        if (isFull)
            run = 1;
    }
    return broken;
}

QLabel *heading(const QString &text)
{
    QLabel *label = words(text, theme::FontRole::Section);
    label->setWordWrap(false);
    return label;
}

Rule::Rule(Qt::Orientation orientation)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void Rule::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::tokens(palette()).line1);
}

void clear(QLayout &layout)
{
    while (const std::unique_ptr<QLayoutItem> item{layout.takeAt(0)}) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        if (item->layout())
            clear(*item->layout());
    }
}

} // namespace slipway::rollout_sheets
