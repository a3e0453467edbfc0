#include "base/json.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimeZone>

#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::base::json {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("base::json", text);
}

QString typeName(QJsonValue::Type type)
{
    switch (type) {
    case QJsonValue::Null: return tr("null");
    case QJsonValue::Bool: return tr("true or false");
    case QJsonValue::Double: return tr("a number");
    case QJsonValue::String: return tr("a text");
    case QJsonValue::Array: return tr("a list");
    case QJsonValue::Object: return tr("an object");
    case QJsonValue::Undefined: return tr("nothing");
    }
    Q_UNREACHABLE_RETURN({});
}

Error protocolError(const QString &path, const QString &message)
{
    Error error = makeError(Error::Kind::Protocol, message, tr("Export the network log and report it."));
    error.path = path;
    return error;
}

QDateTime fromIso(const QString &text)
{
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    // A time without a zone is UTC with every provider; Qt would take it for local time.
    if (time.isValid() && time.timeSpec() == Qt::LocalTime)
        time.setTimeZone(QTimeZone::UTC);
    return time.toUTC();
}

bool isWhole(double value)
{
    return std::isfinite(value) && std::trunc(value) == value && std::abs(value) < 9.2e18;
}

} // namespace

void Context::fail(const QString &path, const QString &message)
{
    if (!m_error)
        m_error = protocolError(path, message);
}

Object::Object(Context &context, const QJsonValue &value, QString path)
    : m_context(&context)
    , m_object(value.toObject())
    , m_path(std::move(path))
{
    if (!value.isObject())
        context.fail(m_path,
                     tr("The answer has %1 at %2, where an object belongs.").arg(typeName(value.type()), m_path));
}

QString Object::path(QLatin1StringView key) const
{
    return key.isEmpty() ? m_path : m_path + u'.' + key;
}

void Object::expected(QLatin1StringView key, const QString &what) const
{
    const QString place = path(key);
    m_context->fail(place,
                    tr("The answer has %1 at %2, where %3 belongs.").arg(typeName(raw(key).type()), place, what));
}

bool Object::has(QLatin1StringView key) const
{
    const auto value = m_object.constFind(key);
    return value != m_object.constEnd() && !value->isNull();
}

QJsonValue Object::required(QLatin1StringView key, QJsonValue::Type type) const
{
    const QJsonValue value = raw(key);
    if (value.type() == type)
        return value;
    expected(key, typeName(type));
    return QJsonValue(type);
}

std::optional<QJsonValue> Object::optional(QLatin1StringView key, QJsonValue::Type type) const
{
    const QJsonValue value = raw(key);
    if (value.isNull() || value.isUndefined())
        return std::nullopt;
    if (value.type() == type)
        return value;
    expected(key, typeName(type));
    return std::nullopt;
}

QString Object::text(QLatin1StringView key) const
{
    return required(key, QJsonValue::String).toString();
}

std::optional<QString> Object::maybeText(QLatin1StringView key) const
{
    return optional(key, QJsonValue::String).transform([](const QJsonValue &value) { return value.toString(); });
}

qint64 Object::integer(QLatin1StringView key) const
{
    const auto value = maybeInteger(key);
    if (!value)
        expected(key, tr("a whole number"));
    return value.value_or(0);
}

std::optional<qint64> Object::maybeInteger(QLatin1StringView key) const
{
    const auto value = optional(key, QJsonValue::Double);
    if (!value)
        return std::nullopt;
    if (!isWhole(value->toDouble())) {
        expected(key, tr("a whole number"));
        return std::nullopt;
    }
    return value->toInteger();
}

double Object::number(QLatin1StringView key) const
{
    return required(key, QJsonValue::Double).toDouble();
}

std::optional<double> Object::maybeNumber(QLatin1StringView key) const
{
    return optional(key, QJsonValue::Double).transform([](const QJsonValue &value) { return value.toDouble(); });
}

bool Object::boolean(QLatin1StringView key) const
{
    return required(key, QJsonValue::Bool).toBool();
}

std::optional<bool> Object::maybeBoolean(QLatin1StringView key) const
{
    return optional(key, QJsonValue::Bool).transform([](const QJsonValue &value) { return value.toBool(); });
}

QDateTime Object::time(QLatin1StringView key) const
{
    const auto value = maybeTime(key);
    if (!value)
        expected(key, tr("a time"));
    return value.value_or(QDateTime());
}

std::optional<QDateTime> Object::maybeTime(QLatin1StringView key) const
{
    const auto written = maybeText(key);
    if (!written)
        return std::nullopt;
    QDateTime result = fromIso(*written);
    if (!result.isValid()) {
        expected(key, tr("a time"));
        return std::nullopt;
    }
    return result;
}

QDateTime Object::epochMilliseconds(QLatin1StringView key) const
{
    return QDateTime::fromMSecsSinceEpoch(integer(key), QTimeZone::UTC);
}

std::optional<QDateTime> Object::maybeEpochMilliseconds(QLatin1StringView key) const
{
    return maybeInteger(key).transform(
        [](qint64 value) { return QDateTime::fromMSecsSinceEpoch(value, QTimeZone::UTC); });
}

Object Object::object(QLatin1StringView key) const
{
    return {*m_context, raw(key), path(key)};
}

std::optional<Object> Object::maybeObject(QLatin1StringView key) const
{
    if (!has(key))
        return std::nullopt;
    return object(key);
}

QJsonArray Object::array(QLatin1StringView key, bool isRequired) const
{
    if (isRequired)
        return required(key, QJsonValue::Array).toArray();
    return optional(key, QJsonValue::Array).value_or(QJsonValue(QJsonArray())).toArray();
}

QStringList Object::texts(QLatin1StringView key) const
{
    if (!has(key))
        expected(key, typeName(QJsonValue::Array));
    return maybeTexts(key);
}

QStringList Object::maybeTexts(QLatin1StringView key) const
{
    QStringList result;
    for (const QJsonValue element : array(key, false)) {
        if (!element.isString())
            expected(key, tr("a list of texts"));
        result.append(element.toString());
    }
    return result;
}

QMap<QString, QString> Object::textsByName() const
{
    QMap<QString, QString> result;
    for (auto member = m_object.constBegin(); member != m_object.constEnd(); ++member) {
        if (!member->isString()) {
            const QString place = m_path + u'.' + member.key();
            m_context->fail(place,
                            tr("The answer has %1 at %2, where %3 belongs.")
                                .arg(typeName(member->type()), place, typeName(QJsonValue::String)));
        }
        result.insert(member.key(), member->toString());
    }
    return result;
}

Result<QJsonValue> parse(const QByteArray &bytes)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error != QJsonParseError::NoError) {
        return std::unexpected(protocolError(
            u"$"_s,
            tr("The answer is not readable JSON: %1, at byte %2.").arg(problem.errorString()).arg(problem.offset)));
    }
    if (document.isArray())
        return QJsonValue(document.array());
    return QJsonValue(document.object());
}

} // namespace slipway::base::json
