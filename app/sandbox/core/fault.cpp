#include "sandbox/core/fault.h"

#include "base/json.h"
#include "sandbox/core/expectations.h"

#include <QLocale>

#include <array>

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

namespace {

struct KindName {
    QLatin1StringView name;
    Fault::Kind kind;
};
constexpr std::array kinds{
    KindName{"latency"_L1, Fault::Kind::Latency},
    KindName{"429"_L1, Fault::Kind::TooManyRequests},
    KindName{"secondary-limit"_L1, Fault::Kind::SecondaryLimit},
    KindName{"error-before"_L1, Fault::Kind::ErrorBefore},
    KindName{"error-after"_L1, Fault::Kind::ErrorAfter},
    KindName{"reset-before"_L1, Fault::Kind::ResetBefore},
    KindName{"reset-after"_L1, Fault::Kind::ResetAfter},
    KindName{"truncated"_L1, Fault::Kind::Truncated},
    KindName{"wrongly-typed"_L1, Fault::Kind::WronglyTyped},
    KindName{"slow-drip"_L1, Fault::Kind::SlowDrip},
    KindName{"expired-token"_L1, Fault::Kind::ExpiredToken},
};
constexpr std::array retryForms{"seconds"_L1, "date"_L1, "absent"_L1};

QLatin1StringView nameOf(Fault::Kind kind)
{
    return std::ranges::find(kinds, kind, &KindName::kind)->name;
}

QString listed(const auto &names, auto name)
{
    QStringList list;
    for (const auto &entry : names)
        list.append(QString(std::invoke(name, entry)));
    return list.join(u", "_s);
}

base::Error unfit(const QString &message)
{
    return base::makeError(base::Error::Kind::InvalidInput, message);
}

base::Result<Fault::Kind> readKind(const QString &word)
{
    const auto found = std::ranges::find(kinds, word, &KindName::name);
    if (found == kinds.end())
        return std::unexpected(
            unfit(u"There is no fault “%1”. The kinds are %2."_s.arg(word, listed(kinds, &KindName::name))));
    return found->kind;
}

base::Result<Fault::RetryAfter> readRetryAfter(const QString &word)
{
    const auto found = std::ranges::find(retryForms, word);
    if (found == retryForms.end())
        return std::unexpected(unfit(u"“retryAfter” is seconds, date or absent, not “%1”."_s.arg(word)));
    return static_cast<Fault::RetryAfter>(found - retryForms.begin());
}

base::Done checkNames(const QJsonObject &object)
{
    static const QStringList known{u"id"_s,      u"kind"_s,  u"provider"_s, u"method"_s, u"path"_s,
                                   u"count"_s,   u"skip"_s,  u"status"_s,   u"ms"_s,     u"retryAfter"_s,
                                   u"seconds"_s, u"field"_s, u"bytes"_s};
    for (const QString &key : object.keys()) {
        if (!known.contains(key))
            return std::unexpected(unfit(u"A fault has no “%1”. It knows %2."_s.arg(key, known.join(u", "_s))));
    }
    return {};
}

Fault readFields(const base::json::Object &object)
{
    Fault fault;
    const auto number = [&object](QLatin1StringView key, int otherwise) {
        return static_cast<int>(object.maybeInteger(key).value_or(otherwise));
    };
    fault.provider = object.maybeText("provider"_L1).value_or(QString());
    fault.method = object.maybeText("method"_L1).value_or(QString()).toUpper().toLatin1();
    fault.path = object.maybeText("path"_L1).value_or(QString());
    fault.count = number("count"_L1, fault.count);
    fault.skip = number("skip"_L1, fault.skip);
    fault.status = number("status"_L1, fault.status);
    fault.ms = std::chrono::milliseconds{number("ms"_L1, 0)};
    fault.seconds = number("seconds"_L1, fault.seconds);
    fault.field = object.maybeText("field"_L1).value_or(u"id"_s);
    fault.bytes = number("bytes"_L1, fault.bytes);
    return fault;
}

base::Done checkRanges(const Fault &fault)
{
    if (fault.status < 500 || fault.status > 599)
        return std::unexpected(unfit(u"“status” is from 500 to 599."_s));
    if (fault.ms.count() < 0 || fault.bytes < 1 || fault.skip < 0 || fault.seconds < 0)
        return std::unexpected(unfit(u"“ms”, “skip” and “seconds” are 0 or more, “bytes” 1 or more."_s));
    return {};
}

} // namespace

base::Result<Fault> parseFault(const QJsonObject &object)
{
    if (const auto names = checkNames(object); !names)
        return std::unexpected(names.error());
    base::json::Context context;
    const base::json::Object reader(context, object, u"$"_s);
    const QString kindWord = reader.text("kind"_L1);
    const QString retryWord = reader.maybeText("retryAfter"_L1).value_or(u"seconds"_s);
    Fault fault = readFields(reader);
    if (!context.ok())
        return std::unexpected(unfit(context.error()->message));
    const auto kind = readKind(kindWord);
    if (!kind)
        return std::unexpected(kind.error());
    const auto retryAfter = readRetryAfter(retryWord);
    if (!retryAfter)
        return std::unexpected(retryAfter.error());
    if (const auto ranges = checkRanges(fault); !ranges)
        return std::unexpected(ranges.error());
    fault.kind = *kind;
    fault.retryAfter = *retryAfter;
    return fault;
}

bool Fault::matches(const QString &itsProvider, const Call &call) const
{
    return (provider.isEmpty() || provider == itsProvider) && (method.isEmpty() || method == call.method)
        && (path.isEmpty() || globMatches(path, call.path));
}

bool Fault::happensAfterEffect() const
{
    switch (kind) {
    case Kind::ErrorAfter:
    case Kind::ResetAfter:
    case Kind::Truncated:
    case Kind::WronglyTyped:
    case Kind::SlowDrip: return true;
    default: return false;
    }
}

QJsonObject Fault::toJson() const
{
    return {{u"id"_s, id},
            {u"kind"_s, nameOf(kind)},
            {u"provider"_s, provider},
            {u"method"_s, QString::fromLatin1(method)},
            {u"path"_s, path},
            {u"count"_s, count},
            {u"skip"_s, skip},
            {u"status"_s, status},
            {u"ms"_s, static_cast<qint64>(ms.count())},
            {u"retryAfter"_s, retryForms.at(static_cast<size_t>(retryAfter))},
            {u"seconds"_s, seconds},
            {u"field"_s, field},
            {u"bytes"_s, bytes}};
}

int Faults::add(Fault fault)
{
    fault.id = m_next++;
    m_faults.append(std::move(fault));
    return m_faults.last().id;
}

bool Faults::remove(int id)
{
    return m_faults.removeIf([id](const Fault &fault) { return fault.id == id; }) > 0;
}

Faults::Strike Faults::strike(const QString &provider, const Call &call)
{
    Strike result;
    for (Fault &fault : m_faults) {
        const bool isLatency = fault.kind == Fault::Kind::Latency;
        if ((!isLatency && result.fault) || !fault.matches(provider, call))
            continue;
        if (fault.skip > 0) {
            --fault.skip;
            continue;
        }
        if (fault.count > 0)
            --fault.count;
        if (isLatency)
            result.latency += fault.ms;
        else
            result.fault = fault;
    }
    m_faults.removeIf([](const Fault &fault) { return fault.count == 0; });
    return result;
}

std::optional<QByteArray> retryAfterHeader(const Fault &fault, const QDateTime &now)
{
    switch (fault.retryAfter) {
    case Fault::RetryAfter::Absent: return std::nullopt;
    case Fault::RetryAfter::Date:
        return QLocale::c().toString(now.addSecs(fault.seconds).toUTC(), u"ddd, dd MMM yyyy hh:mm:ss"_s).toLatin1()
            + " GMT";
    case Fault::RetryAfter::Seconds: break;
    }
    return QByteArray::number(fault.seconds);
}

} // namespace slipway::sandbox
