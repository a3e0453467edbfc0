#include "yaml/edits/value.h"

#include <QCoreApplication>

#include <simdjson.h>

namespace slipway::yaml {

namespace {

using simdjson::ondemand::json_type;

constexpr int deepest = 100;

base::Error refused(const char *why)
{
    return base::makeError(
        base::Error::Kind::InvalidInput,
        QCoreApplication::translate("yaml::edits", "This is no JSON: %1").arg(QLatin1StringView(why)));
}

/// The value, or null and `error` set.
template<typename Element>
ValuePtr read(Element element, int depth, simdjson::error_code &error);

ValuePtr readMembers(simdjson::ondemand::array array, int depth, simdjson::error_code &error)
{
    const auto list = makeList({});
    for (auto item : array) {
        simdjson::ondemand::value value;
        error = item.get(value);
        auto made = error ? nullptr : read(value, depth, error);
        if (error)
            return nullptr;
        list->members.push_back({{}, std::move(made)});
    }
    return list;
}

ValuePtr readMembers(simdjson::ondemand::object object, int depth, simdjson::error_code &error)
{
    const auto map = makeMap({});
    for (auto field : object) {
        std::string_view key;
        simdjson::ondemand::value value;
        error = field.unescaped_key().get(key);
        if (error)
            return nullptr;
        std::string name(key);
        error = field.value().get(value);
        auto made = error ? nullptr : read(value, depth, error);
        if (error)
            return nullptr;
        map->members.push_back({std::move(name), std::move(made)});
    }
    return map;
}

template<typename Element>
ValuePtr readScalar(Element &element, json_type type, simdjson::error_code &error)
{
    const auto value = makeNull();
    bool flag = false;
    std::string_view text;
    switch (type) {
    case json_type::string:
        error = element.get_string().get(text);
        value->type = Value::Type::Text;
        value->text = text;
        break;
    case json_type::number: {
        double checked = 0;
        text = element.raw_json_token();
        value->type = Value::Type::Number;
        value->text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
        error = element.get_double().get(checked);
        break;
    }
    case json_type::boolean:
        error = element.get_bool().get(flag);
        value->type = Value::Type::Boolean;
        value->text = flag ? "true" : "false";
        break;
    default: error = element.is_null().get(flag); break;
    }
    return value;
}

template<typename Element>
ValuePtr read(Element element, int depth, simdjson::error_code &error)
{
    json_type type{};
    error = element.type().get(type);
    if (!error && depth >= deepest)
        error = simdjson::DEPTH_ERROR;
    if (error)
        return nullptr;
    if (type == json_type::array) {
        simdjson::ondemand::array array;
        error = element.get_array().get(array);
        return error ? nullptr : readMembers(array, depth + 1, error);
    }
    if (type == json_type::object) {
        simdjson::ondemand::object object;
        error = element.get_object().get(object);
        return error ? nullptr : readMembers(object, depth + 1, error);
    }
    return readScalar(element, type, error);
}

} // namespace

base::Result<ValuePtr> valueFromJson(std::string_view json)
{
    const simdjson::padded_string padded(json);
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    auto error = parser.iterate(padded).get(document);
    ValuePtr value;
    if (!error)
        value = read<simdjson::ondemand::document &>(document, 0, error);
    if (!error && !document.at_end())
        error = simdjson::TRAILING_CONTENT;
    if (error)
        return std::unexpected(refused(simdjson::error_message(error)));
    return value;
}

} // namespace slipway::yaml
