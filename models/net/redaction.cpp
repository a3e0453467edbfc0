#include "net/redaction.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::net {

namespace {

const QByteArray dots = "••••"_ba;

/// Shorter values would take ordinary words out of the text with them.
constexpr qsizetype shortestSecret = 6;

bool isCredential(QLatin1StringView header)
{
    static const QList<QLatin1StringView> names{
        "authorization"_L1, "proxy-authorization"_L1,     "cookie"_L1,      "set-cookie"_L1,
        "x-api-key"_L1,     "fly-machine-lease-nonce"_L1, "x-auth-token"_L1};
    return std::ranges::any_of(names,
                               [&](QLatin1StringView name) { return header.compare(name, Qt::CaseInsensitive) == 0; });
}

/// The members and query items whose values are credentials.
const QString credentialNames =
    u"[a-z_-]*token|[a-z_-]*secret|[a-z_-]*password|passwd|api_?key|private_key|encrypted_value|nonce|sig|signature|"
    "x-amz-signature|x-amz-credential"_s;

QString replaced(QString text)
{
    using Option = QRegularExpression::PatternOption;
    static const QRegularExpression member(uR"re(("(?:%1)"\s*:\s*")(?:[^"\\]++|\\.)++)re"_s.arg(credentialNames),
                                           Option::CaseInsensitiveOption);
    static const QRegularExpression item(uR"re(([?&](?:%1|code)=)[^&\s"<>]+)re"_s.arg(credentialNames),
                                         Option::CaseInsensitiveOption);
    static const QRegularExpression token(
        uR"re(\b(?:gh[pousr]_|github_pat_|fm\d[ar]?_|fo1_|sntry[us]_|vc[a-z]_|xox[a-z]-)[A-Za-z0-9_+/=.,-]{6,})re"_s);
    static const QRegularExpression webhook(uR"re((/services/)T[A-Za-z0-9]+/B[A-Za-z0-9]+/[A-Za-z0-9]+)re"_s);
    static const QRegularExpression bearer(uR"re(\b((?:Bearer|FlyV1)\s+)[A-Za-z0-9_+/=.,-]{6,})re"_s);
    const QString mark = QString::fromUtf8(dots);
    text.replace(member, u"\\1"_s + mark);
    text.replace(item, u"\\1"_s + mark);
    text.replace(token, mark);
    text.replace(webhook, u"\\1"_s + mark);
    text.replace(bearer, u"\\1"_s + mark);
    return text;
}

} // namespace

void Redaction::add(const base::Secret &secret)
{
    const auto isSame = [&](const base::Secret &known) { return known.equals(secret); };
    if (secret.size() >= shortestSecret && std::ranges::none_of(m_secrets, isSame))
        m_secrets.append(secret);
}

QByteArray Redaction::known(QByteArray bytes) const
{
    for (const base::Secret &secret : m_secrets) {
        bytes = secret.redact(std::move(bytes));
        const QByteArray value = secret.reveal();
        if (const QByteArray encoded = value.toPercentEncoding(); encoded != value)
            bytes.replace(encoded, dots);
        if (const QByteArray escaped = QByteArray(value).replace('\\', "\\\\").replace('"', "\\\""); escaped != value)
            bytes.replace(escaped, dots);
        if (const QByteArray basic = value.toBase64(); basic.size() > 2 * shortestSecret)
            bytes.replace(basic, dots);
    }
    return bytes;
}

QByteArray Redaction::text(QByteArray bytes) const
{
    if (bytes.isEmpty())
        return bytes;
    return replaced(QString::fromUtf8(known(std::move(bytes)))).toUtf8();
}

QUrl Redaction::url(const QUrl &url) const
{
    QUrl bare = url;
    bare.setUserInfo({});
    return QUrl::fromEncoded(text(bare.toEncoded()));
}

QHttpHeaders Redaction::withoutCredentials(QHttpHeaders headers)
{
    for (qsizetype i = 0; i < headers.size(); ++i) {
        if (isCredential(headers.nameAt(i)))
            headers.replace(i, headers.nameAt(i), dots);
    }
    return headers;
}

QHttpHeaders Redaction::headers(const QHttpHeaders &headers) const
{
    QHttpHeaders result;
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const auto name = headers.nameAt(i);
        const QByteArray value = headers.valueAt(i).toByteArray();
        result.append(name, isCredential(name) ? dots : text(value));
    }
    return result;
}

} // namespace slipway::net
