#include "widgets/plain_words.h"

#include <QCoreApplication>
#include <QLabel>
#include <QPushButton>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace slipway::widgets {

QString plainTip(const QString &words)
{
    return Qt::mightBeRichText(words) ? Qt::convertFromPlainText(words, Qt::WhiteSpaceNormal) : words;
}

QString plainTitle(const QString &name)
{
    return QString(name).replace(u'&', "&&"_L1);
}

void showAsWritten(QLabel &label)
{
    label.setTextFormat(Qt::PlainText);
}

void offer(QPushButton &button, const QString &words)
{
    button.setText(words);
    // Assistive technology lists hidden buttons, too.
    button.setAccessibleName(words.isEmpty() ? QCoreApplication::translate("widgets", "No action") : words);
    button.setVisible(!words.isEmpty());
}

} // namespace slipway::widgets
