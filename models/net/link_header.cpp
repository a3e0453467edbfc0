#include "net/link_header.h"

namespace slipway::net {

namespace {

/// The text up to the next `separator` outside of quotes and angle brackets, which is taken off `rest`.
QByteArray takeUntil(QByteArrayView &rest, char separator)
{
    bool isQuoted = false;
    bool isUrl = false;
    for (qsizetype i = 0; i < rest.size(); ++i) {
        const char c = rest.at(i);
        if (c == '"' && !isUrl)
            isQuoted = !isQuoted;
        else if (!isQuoted && (c == '<' || c == '>'))
            isUrl = c == '<';
        else if (!isQuoted && !isUrl && c == separator) {
            const QByteArray part = rest.first(i).trimmed().toByteArray();
            rest = rest.sliced(i + 1);
            return part;
        }
    }
    const QByteArray part = rest.trimmed().toByteArray();
    rest = {};
    return part;
}

QByteArray unquoted(QByteArray text)
{
    if (text.size() >= 2 && text.startsWith('"') && text.endsWith('"'))
        return text.sliced(1, text.size() - 2);
    return text;
}

std::optional<Link> parseLink(QByteArrayView entry, const QUrl &base)
{
    const QByteArray target = takeUntil(entry, ';');
    if (target.size() < 2 || !target.startsWith('<') || !target.endsWith('>'))
        return std::nullopt;
    Link link{base.resolved(QUrl::fromEncoded(target.sliced(1, target.size() - 2))), {}};
    while (!entry.isEmpty()) {
        const QByteArray parameter = takeUntil(entry, ';');
        const qsizetype equals = parameter.indexOf('=');
        if (equals > 0)
            link.parameters.insert(parameter.first(equals).trimmed().toLower(),
                                   unquoted(parameter.sliced(equals + 1).trimmed()));
    }
    return link;
}

} // namespace

QList<Link> parseLinks(QByteArrayView header, const QUrl &base)
{
    QList<Link> links;
    while (!header.isEmpty()) {
        const QByteArray entry = takeUntil(header, ',');
        if (auto link = parseLink(entry, base); link && link->url.isValid())
            links.append(std::move(*link));
    }
    return links;
}

std::optional<Link> findLink(QByteArrayView header, const QUrl &base, QByteArrayView relation)
{
    const auto links = parseLinks(header, base);
    for (const Link &link : links) {
        // A link may have several relations, parted by spaces.
        if (link.parameters.value("rel").split(' ').contains(relation.toByteArray()))
            return link;
    }
    return std::nullopt;
}

} // namespace slipway::net
