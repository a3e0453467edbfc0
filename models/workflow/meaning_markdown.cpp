#include "workflow/meaning_changes.h"

using namespace Qt::StringLiterals;

namespace slipway::workflow {

namespace {

/// Invisible; GitHub makes a link of an address or a mention only where nothing stands between its letters.
constexpr char16_t gap = 0x200B;

bool isMarkup(QChar c)
{
    return u"\\`*_{}[]()<>#+-.!|~&$"_s.contains(c);
}

} // namespace

QString markdownEscaped(const QString &text)
{
    QString escaped;
    escaped.reserve(text.size() + text.size() / 4);
    const QString line = text.simplified();
    for (qsizetype at = 0; at < line.size(); ++at) {
        const QChar c = line[at];
        const QStringView rest = QStringView(line).sliced(at);
        if (isMarkup(c))
            escaped += u'\\';
        escaped += c;
        const bool isAddress = rest.startsWith("://"_L1);
        const bool isHost = c.toLower() == u'w' && rest.startsWith("w."_L1, Qt::CaseInsensitive);
        if (c == u'@' || c == u'#' || isAddress || isHost)
            escaped += gap;
    }
    return escaped;
}

QString markdownList(const std::vector<MeaningChange> &changes)
{
    QString list;
    for (const MeaningChange &change : changes)
        list += u"- "_s + markdownEscaped(change.sentence) + u'\n';
    return list;
}

} // namespace slipway::workflow
