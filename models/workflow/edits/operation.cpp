#include "workflow/edits/operation.h"

#include <QCoreApplication>

#include <array>
#include <charconv>

namespace slipway::workflow {

namespace {

using yaml::Value;
using Error = base::Error;

QString tr(const char *text)
{
    return QCoreApplication::translate("workflow::operation", text);
}

QString shown(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Reads the members of one operation; keeps the first thing that does not fit.
class Arguments
{
public:
    explicit Arguments(const Value &value)
        : m_value(value)
    { }

    std::string text(std::string_view name)
    {
        const auto *member = required(name);
        return member && fits(name, *member, Value::Type::Text, tr("a text")) ? member->text : std::string();
    }
    std::string maybeText(std::string_view name) { return m_value.find(name) ? text(name) : std::string(); }
    bool maybeFlag(std::string_view name)
    {
        const auto *member = m_value.find(name);
        return member && fits(name, *member->value, Value::Type::Boolean, tr("true or false"))
            && member->value->text == "true";
    }
    int position(std::string_view name)
    {
        const auto *member = required(name);
        return member ? position(name, *member) : 0;
    }
    yaml::ValuePtr value(std::string_view name) { return required(name) ? m_value.find(name)->value : nullptr; }
    yaml::ValuePtr maybeValue(std::string_view name)
    {
        const auto *member = m_value.find(name);
        return member ? member->value : nullptr;
    }
    yaml::ValuePtr map(std::string_view name)
    {
        const auto *member = required(name);
        return member && fits(name, *member, Value::Type::Map, tr("an object")) ? value(name) : nullptr;
    }
    yaml::Path path(std::string_view name)
    {
        yaml::Path path;
        const auto *member = required(name);
        if (!member || !fits(name, *member, Value::Type::List, tr("a list of keys and indices")))
            return path;
        for (const auto &part : member->members) {
            if (part.value->isText())
                path.emplace_back(part.value->text);
            else
                path.emplace_back(position(name, *part.value));
        }
        return path;
    }

    const std::optional<Error> &error() const { return m_error; }

private:
    void fail(const QString &message)
    {
        if (!m_error)
            m_error = yaml::refusal(message);
    }
    const Value *required(std::string_view name)
    {
        const auto *member = m_value.find(name);
        if (!member)
            fail(tr("The operation needs \"%1\".").arg(shown(name)));
        return member ? member->value.get() : nullptr;
    }
    bool fits(std::string_view name, const Value &value, Value::Type type, const QString &what)
    {
        if (value.type != type)
            fail(tr("\"%1\" of the operation must be %2.").arg(shown(name), what));
        return value.type == type;
    }
    int position(std::string_view name, const Value &value)
    {
        int number = 0;
        const auto &digits = value.text;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        const bool isWhole = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
        if (value.type != Value::Type::Number || !isWhole || number < 0)
            fail(tr("\"%1\" of the operation must be a position, from 0.").arg(shown(name)));
        return number;
    }

    const Value &m_value;
    std::optional<Error> m_error;
};

struct Reader {
    std::string_view name;
    Operation (*read)(Arguments &arguments);
};

constexpr std::array readers{
    Reader{"noop", [](Arguments &) -> Operation { return Noop{}; }},
    Reader{"set", [](Arguments &a) -> Operation { return Set{a.path("path"), a.value("value")}; }},
    Reader{"unset", [](Arguments &a) -> Operation { return Unset{a.path("path"), a.maybeFlag("prune")}; }},
    Reader{"insert",
           [](Arguments &a) -> Operation { return Insert{a.path("path"), a.position("at"), a.value("value")}; }},
    Reader{"rename-key", [](Arguments &a) -> Operation { return RenameKey{a.path("path"), a.text("to")}; }},
    Reader{"add-job",
           [](Arguments &a) -> Operation {
               return AddJob{a.text("id"), a.map("body"), a.maybeText("after"), a.maybeText("before"),
                             a.maybeText("text")};
           }},
    Reader{"remove-job", [](Arguments &a) -> Operation { return RemoveJob{a.text("id"), a.maybeFlag("unlink")}; }},
    Reader{"rename-job", [](Arguments &a) -> Operation { return RenameJob{a.text("from"), a.text("to")}; }},
    Reader{"duplicate-job", [](Arguments &a) -> Operation { return DuplicateJob{a.text("id"), a.text("to")}; }},
    Reader{
        "move-job",
        [](Arguments &a) -> Operation { return MoveJob{a.text("id"), a.maybeText("after"), a.maybeText("before")}; }},
    Reader{"add-need", [](Arguments &a) -> Operation { return AddNeed{a.text("job"), a.text("need")}; }},
    Reader{"remove-need", [](Arguments &a) -> Operation { return RemoveNeed{a.text("job"), a.text("need")}; }},
    Reader{"add-step",
           [](Arguments &a) -> Operation {
               return AddStep{a.text("job"), a.position("at"), a.value("step"), a.maybeText("text")};
           }},
    Reader{"remove-step", [](Arguments &a) -> Operation { return RemoveStep{a.text("job"), a.position("at")}; }},
    Reader{"move-step",
           [](Arguments &a) -> Operation {
               return MoveStep{a.text("job"), a.position("from"), a.position("to"), a.maybeText("to-job")};
           }},
    Reader{"duplicate-step", [](Arguments &a) -> Operation { return DuplicateStep{a.text("job"), a.position("at")}; }},
    Reader{"replace-step",
           [](Arguments &a) -> Operation { return ReplaceStep{a.text("job"), a.position("at"), a.value("step")}; }},
    Reader{"add-trigger",
           [](Arguments &a) -> Operation {
               return AddTrigger{a.text("event"), a.maybeValue("config"), a.maybeText("text")};
           }},
    Reader{"remove-trigger", [](Arguments &a) -> Operation { return RemoveTrigger{a.text("event")}; }},
};

} // namespace

base::Result<Operation> operationFromValue(const Value &value)
{
    if (value.type != Value::Type::Map)
        return std::unexpected(yaml::refusal(tr("An operation is a JSON object.")));
    Arguments arguments(value);
    const auto name = arguments.text("do");
    if (arguments.error())
        return std::unexpected(*arguments.error());
    for (const auto &reader : readers) {
        if (reader.name != name)
            continue;
        auto operation = reader.read(arguments);
        if (arguments.error())
            return std::unexpected(*arguments.error());
        return operation;
    }
    return std::unexpected(yaml::refusal(tr("There is no operation \"%1\".").arg(shown(name))));
}

base::Result<Operation> operationFromJson(std::string_view json)
{
    const auto value = yaml::valueFromJson(json);
    if (!value)
        return std::unexpected(value.error());
    return operationFromValue(**value);
}

} // namespace slipway::workflow
