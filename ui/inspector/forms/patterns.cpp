#include "inspector/forms/patterns.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("inspector::Patterns", text);
}

QString fault(const QString &pattern)
{
    bool isInBrackets = false;
    for (qsizetype at = 0; at < pattern.size(); ++at) {
        const QChar sign = pattern.at(at);
        if (sign == u'\\')
            ++at;
        else if (sign == u'[' && !isInBrackets)
            isInBrackets = true;
        else if (sign == u']' && isInBrackets)
            isInBrackets = false;
        else if ((sign == u'?' || sign == u'+') && at == 0)
            return tr("The %1 repeats the letter before it, and there is none.").arg(sign);
    }
    return isInBrackets ? tr("The bracket is not closed. Add a ].") : QString();
}

bool isPlain(const QString &text)
{
    return !text.contains(u'*') && !text.contains(u'?') && !text.contains(u'+') && !text.contains(u'[');
}

QString matches(const QString &pattern)
{
    if (pattern == "**"_L1)
        return tr("everything");
    if (pattern == "*"_L1)
        return tr("every name without a slash");
    if (pattern.endsWith("/**"_L1) && isPlain(pattern.chopped(3)))
        return tr("everything below %1").arg(pattern.chopped(3));
    if (pattern.startsWith("**/"_L1) && isPlain(pattern.mid(3)))
        return tr("%1 in any folder").arg(pattern.mid(3));
    if (pattern.endsWith(u'*') && isPlain(pattern.chopped(1)))
        return tr("names that begin with %1").arg(pattern.chopped(1));
    return isPlain(pattern) ? tr("%1 alone").arg(pattern) : tr("names like %1").arg(pattern);
}

} // namespace

ListField::Meaning patternMeaning(const QString &pattern)
{
    const bool takesBack = pattern.startsWith(u'!');
    const QString body = takesBack ? pattern.mid(1) : pattern;
    if (body.isEmpty())
        return {tr("A pattern is needed behind the exclamation mark."), true};
    if (const QString wrong = fault(body); !wrong.isEmpty())
        return {wrong, true};
    return {takesBack ? tr("Takes back: %1").arg(matches(body)) : tr("Matches: %1").arg(matches(body)), false};
}

} // namespace slipway::inspector
