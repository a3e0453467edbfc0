#include "sandbox/core/expectations.h"

#include "base/json.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

base::Done Expectations::add(const QJsonObject &expected)
{
    base::json::Context context;
    const base::json::Object reader(context, expected, u"$"_s);
    Expected entry;
    entry.path = reader.text("path"_L1);
    entry.provider = reader.maybeText("provider"_L1).value_or(QString());
    entry.method = reader.maybeText("method"_L1).value_or(QString()).toUpper().toLatin1();
    entry.times = static_cast<int>(reader.maybeInteger("times"_L1).value_or(1));
    if (!context.ok())
        return std::unexpected(base::makeError(base::Error::Kind::InvalidInput, context.error()->message));
    m_expected.append(std::move(entry));
    return {};
}

void Expectations::note(const QString &provider, const Call &call)
{
    for (Expected &entry : m_expected) {
        if ((entry.provider.isEmpty() || entry.provider == provider)
            && (entry.method.isEmpty() || entry.method == call.method) && globMatches(entry.path, call.path))
            ++entry.came;
    }
}

QJsonArray Expectations::missing() const
{
    QJsonArray list;
    for (const Expected &entry : m_expected) {
        if (entry.came < entry.times)
            list.append(toJson(entry));
    }
    return list;
}

QJsonArray Expectations::all() const
{
    QJsonArray list;
    for (const Expected &entry : m_expected)
        list.append(toJson(entry));
    return list;
}

QJsonObject Expectations::toJson(const Expected &expected)
{
    return {{u"provider"_s, expected.provider},
            {u"method"_s, QString::fromLatin1(expected.method)},
            {u"path"_s, expected.path},
            {u"times"_s, expected.times},
            {u"came"_s, expected.came}};
}

bool globMatches(QStringView glob, QStringView text)
{
    qsizetype g = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (t < text.size()) {
        if (g < glob.size() && (glob[g] == u'?' || (glob[g] == text[t] && glob[g] != u'*'))) {
            ++g;
            ++t;
        } else if (g < glob.size() && glob[g] == u'*') {
            star = g++;
            resume = t;
        } else if (star >= 0) {
            g = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (g < glob.size() && glob[g] == u'*')
        ++g;
    return g == glob.size();
}

} // namespace slipway::sandbox
