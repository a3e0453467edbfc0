#include "sandbox/sentry/search.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::sentry {

Search parseSearch(const QString &text)
{
    static const QRegularExpression token(u"([!\\w.\\-]+):(?:\"([^\"]*)\"|(\\S+))|\"([^\"]*)\"|(\\S+)"_s);
    Search search;
    auto matches = token.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (match.hasCaptured(1))
            search.terms.insert(match.captured(1), match.hasCaptured(2) ? match.captured(2) : match.captured(3));
        else
            search.words.append(match.hasCaptured(4) ? match.captured(4) : match.captured(5));
    }
    return search;
}

qint64 parsePeriod(const QString &text)
{
    static const QRegularExpression period(u"^([0-9]+)([smhdw]?)$"_s);
    const auto match = period.match(text);
    if (!match.hasMatch())
        return 0;
    const QString unit = match.captured(2);
    const qint64 seconds = unit == "m"_L1 ? 60
        : unit == "h"_L1                  ? 3'600
        : unit == "d"_L1                  ? 86'400
        : unit == "w"_L1                  ? 604'800
                                          : 1;
    return match.captured(1).toLongLong() * seconds * 1'000;
}

} // namespace slipway::sandbox::sentry
