#pragma once

#include "diagnostics/rule.h"
#include "diagnostics/rules/words.h"
#include "yaml/scalars.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

/// What the defaults of `workflow_dispatch` and `workflow_call` inputs have in common.
struct InputDefault {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::InputDefault)

public:
    /// Reports a default that is not of the input's type.
    static void check(const workflow::Input &input, Report &report)
    {
        const yaml::Node value = input.defaultValue.value;
        const std::string_view type = input.type.text();
        if (!value || value.isMapping() || value.isSequence() || input.defaultValue.isDynamic())
            return;
        if (value.isNull() && type != "boolean" && type != "number")
            return;
        if (type == "boolean")
            checkBoolean(value, report);
        else if (type == "number")
            checkNumber(value, report);
        else if (yaml::meaningOf(value) != yaml::Meaning::Text)
            report.add(Severity::Warning, value.content(),
                       tr("The input holds a text, and YAML reads %1 as something else. Put quotes around it.")
                           .arg(quoted(value.text())),
                       rewrite(value, '\'' + std::string(value.text()) + '\'', tr("Put quotes around it")));
    }

private:
    static std::optional<Fix> rewrite(yaml::Node value, std::string text, const QString &title)
    {
        if (value.isAlias())
            return {};
        return Fix{title, {yaml::Patch{value.content(), std::move(text)}}};
    }

    static void checkBoolean(yaml::Node value, Report &report)
    {
        if (yaml::booleanOf(value))
            return;
        if (yaml::meaningOfPlain(value.text()) == yaml::Meaning::Boolean) {
            report.add(
                Severity::Warning, value.content(),
                tr("The input is a boolean, and quotes make a text of %1. Remove them.").arg(quoted(value.text())),
                rewrite(value, std::string(value.text()), tr("Remove the quotes")));
        } else {
            report.add(value.content(), tr("The input is a boolean, so its default must be `true` or `false`."));
        }
    }

    static void checkNumber(yaml::Node value, Report &report)
    {
        const yaml::Meaning meaning = yaml::meaningOfPlain(value.text());
        if (meaning != yaml::Meaning::Integer && meaning != yaml::Meaning::Real)
            report.add(value.content(), tr("The input is a number, so its default must be one."));
    }
};

} // namespace slipway::diagnostics
