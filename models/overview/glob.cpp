#include "overview/glob.h"

using namespace Qt::StringLiterals;

namespace slipway::overview {

QRegularExpression globExpression(const QString &glob)
{
    QString expression;
    for (qsizetype i = 0; i < glob.size(); ++i) {
        if (QStringView(glob).mid(i).startsWith("**/"_L1)) {
            expression += u"(?:.*/)?"_s;
            i += 2;
        } else if (QStringView(glob).mid(i).startsWith("**"_L1)) {
            expression += u".*"_s;
            ++i;
        } else if (glob.at(i) == u'*') {
            expression += u"[^/]*"_s;
        } else if (glob.at(i) == u'?') {
            expression += u"[^/]"_s;
        } else {
            expression += QRegularExpression::escape(glob.mid(i, 1));
        }
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(expression));
}

bool matchesGlob(const QString &glob, const QString &path)
{
    return globExpression(glob).match(path).hasMatch();
}

} // namespace slipway::overview
