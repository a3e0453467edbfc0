#pragma once

#include "base/result.h"

#include <QByteArrayView>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QMap>
#include <QStringList>

#include <functional>

/// Reading JSON that somebody else wrote: values come out typed, and the first thing that does not fit is named
/// by its path. Readers never throw and never stop half-way: after a failure they give empty values, and
/// `read` and `readList` then give the failure instead of what was built. Any thread.
namespace slipway::base::json {

/// Where the first mismatch of one document is kept.
class Context
{
public:
    bool ok() const { return !m_error; }
    /// Keeps `message` as the failure, unless there is one already.
    void fail(const QString &path, const QString &message);
    const std::optional<Error> &error() const { return m_error; }

private:
    std::optional<Error> m_error;
};

/// One JSON object being read.
///
/// `text(key)` and its like fail when the member is missing, null or of another type. The `maybe…` forms give
/// nothing for a missing or null member and fail only for another type.
class Object
{
public:
    Object(Context &context, const QJsonValue &value, QString path);

    QString text(QLatin1StringView key) const;
    qint64 integer(QLatin1StringView key) const;
    double number(QLatin1StringView key) const;
    bool boolean(QLatin1StringView key) const;
    /// A time in ISO 8601, as UTC.
    QDateTime time(QLatin1StringView key) const;
    /// A time in milliseconds since 1970, as UTC.
    QDateTime epochMilliseconds(QLatin1StringView key) const;
    Object object(QLatin1StringView key) const;
    /// A list of texts.
    QStringList texts(QLatin1StringView key) const;

    std::optional<QString> maybeText(QLatin1StringView key) const;
    std::optional<qint64> maybeInteger(QLatin1StringView key) const;
    std::optional<double> maybeNumber(QLatin1StringView key) const;
    std::optional<bool> maybeBoolean(QLatin1StringView key) const;
    std::optional<QDateTime> maybeTime(QLatin1StringView key) const;
    std::optional<QDateTime> maybeEpochMilliseconds(QLatin1StringView key) const;
    std::optional<Object> maybeObject(QLatin1StringView key) const;
    QStringList maybeTexts(QLatin1StringView key) const;
    /// Every member, each a text, as labels and metadata are.
    QMap<QString, QString> textsByName() const;

    /// Each element, an object, through `read`.
    template<typename Read>
    auto list(QLatin1StringView key, Read read) const
    {
        return readElements(key, true, std::move(read));
    }
    /// The same; a missing or null list is an empty one.
    template<typename Read>
    auto maybeList(QLatin1StringView key, Read read) const
    {
        return readElements(key, false, std::move(read));
    }

    bool has(QLatin1StringView key) const;
    QStringList keys() const { return m_object.keys(); }
    /// The member as it is; undefined when missing.
    QJsonValue raw(QLatin1StringView key) const { return m_object.value(key); }
    QString path(QLatin1StringView key) const;
    const QString &path() const { return m_path; }
    Context &context() const { return *m_context; }
    /// Says that the member does not fit, in words such as "a list of three numbers".
    void expected(QLatin1StringView key, const QString &what) const;

private:
    QJsonValue required(QLatin1StringView key, QJsonValue::Type type) const;
    std::optional<QJsonValue> optional(QLatin1StringView key, QJsonValue::Type type) const;
    QJsonArray array(QLatin1StringView key, bool isRequired) const;

    template<typename Read>
    auto readElements(QLatin1StringView key, bool isRequired, Read read) const
    {
        QList<std::invoke_result_t<Read, const Object &>> result;
        const QJsonArray elements = array(key, isRequired);
        result.reserve(elements.size());
        for (qsizetype i = 0; i < elements.size() && m_context->ok(); ++i)
            result.append(read(Object(*m_context, elements.at(i), path(key) + u'[' + QString::number(i) + u']')));
        return result;
    }

    Context *m_context;
    QJsonObject m_object;
    QString m_path;
};

/// The bytes as JSON. Error: protocol, with the offset of what is malformed (nesting above 1,024 too).
Result<QJsonValue> parse(const QByteArray &bytes);

/// Reads a document whose root is an object. Error: protocol with the JSON path.
template<typename Read>
auto read(const QByteArray &bytes, Read reader) -> Result<std::invoke_result_t<Read, const Object &>>
{
    const auto root = parse(bytes);
    if (!root)
        return std::unexpected(root.error());
    Context context;
    auto value = reader(Object(context, *root, QStringLiteral("$")));
    if (!context.ok())
        return std::unexpected(*context.error());
    return value;
}

/// Reads a document whose root is a list of objects. Error: protocol with the JSON path.
template<typename Read>
auto readList(const QByteArray &bytes, Read reader) -> Result<QList<std::invoke_result_t<Read, const Object &>>>
{
    auto root = parse(bytes);
    if (!root)
        return std::unexpected(root.error());
    Context context;
    // As a member named by the empty text, so that paths read $[0].
    const Object holder(context, QJsonObject{{QString(), *root}}, QStringLiteral("$"));
    auto values = holder.list(QLatin1StringView(""), std::move(reader));
    if (!context.ok())
        return std::unexpected(*context.error());
    return values;
}

} // namespace slipway::base::json
