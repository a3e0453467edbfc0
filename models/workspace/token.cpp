#include "workspace/accounts.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::workspace {

namespace {

constexpr qsizetype longestToken = 16 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("Accounts", text);
}

bool dropPrefix(QByteArrayView &text, QByteArrayView prefix)
{
    if (text.size() < prefix.size() || text.first(prefix.size()).compare(prefix, Qt::CaseInsensitive) != 0)
        return false;
    text = text.sliced(prefix.size()).trimmed();
    return true;
}

/// What people copy along with a token: a header's name and scheme, a shell's assignment, quotes.
QByteArrayView withoutTrimmings(QByteArrayView text, const QByteArray &variable)
{
    text = text.trimmed();
    dropPrefix(text, "export ");
    if (!variable.isEmpty())
        dropPrefix(text, variable + '=');
    dropPrefix(text, "Authorization:");
    for (const QByteArrayView scheme : {"Bearer ", "FlyV1 ", "token "})
        dropPrefix(text, scheme);
    const bool isQuoted =
        text.size() > 1 && text.front() == text.back() && (text.front() == '"' || text.front() == '\'');
    return isQuoted ? text.sliced(1, text.size() - 2).trimmed() : text;
}

base::Error refusal(QString message)
{
    return base::makeError(base::Error::Kind::InvalidInput, std::move(message),
                           tr("Copy the token again and paste it."));
}

} // namespace

QString tokenVariable(Provider provider)
{
    switch (provider) {
    case Provider::GitHub: return u"GITHUB_TOKEN"_s;
    case Provider::Fly: return u"FLY_API_TOKEN"_s;
    case Provider::Vercel: return u"VERCEL_TOKEN"_s;
    case Provider::Sentry: return u"SENTRY_AUTH_TOKEN"_s;
    case Provider::Slack: return {};
    }
    Q_UNREACHABLE_RETURN({});
}

base::Result<base::Secret> cleanToken(Provider provider, QByteArray pasted)
{
    const auto wipe = qScopeGuard([&pasted] { pasted.fill('\0'); });
    const QByteArrayView token = withoutTrimmings(pasted, tokenVariable(provider).toLatin1());
    if (token.isEmpty())
        return std::unexpected(refusal(tr("The token for %1 is empty.").arg(providerName(provider))));
    if (token.size() > longestToken)
        return std::unexpected(refusal(tr("The token for %1 is too long to be one.").arg(providerName(provider))));
    // Goes into an HTTP header: a line break there would begin another header.
    const bool isPrintable = std::ranges::all_of(token, [](char c) { return c > ' ' && c < 0x7F; });
    if (!isPrintable) {
        return std::unexpected(
            refusal(tr("The token for %1 has a blank or a control character in it.").arg(providerName(provider))));
    }
    return base::Secret(token);
}

} // namespace slipway::workspace
