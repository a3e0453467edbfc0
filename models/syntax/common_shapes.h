#pragma once

#include "syntax/shape.h"

/// Shapes that several tables share.
namespace slipway::syntax {

inline constexpr Forms anyText = Form::Text | Form::EmptyText | Form::Null;

/// Texts without expressions.
inline constexpr Shape plainText{.name = "text", .forms = Form::Text};
inline constexpr Shape plainTextOrNone{.name = "text", .forms = anyText};
inline constexpr Shape plainTexts{.name = "list of texts", .forms = Form::List, .items = &plainText};
inline constexpr Shape plainTextOrTexts{
    .name = "text or list of texts", .forms = Form::Text | Form::List, .items = &plainText};

/// Texts with expressions.
inline constexpr Shape text{.name = "text", .forms = Form::Text, .expressions = Expressions::Allowed};
inline constexpr Shape textOrNone{.name = "text", .forms = anyText, .expressions = Expressions::Allowed};
inline constexpr Shape condition{.name = "condition", .forms = Form::Text, .expressions = Expressions::Bare};

inline constexpr Shape boolean{.name = "boolean", .forms = Form::Boolean, .expressions = Expressions::Allowed};
inline constexpr Shape plainBoolean{.name = "boolean", .forms = Form::Boolean};
inline constexpr Shape minutes{
    .name = "number of minutes", .forms = Form::Number, .expressions = Expressions::Allowed, .isPositive = true};

inline constexpr Shape anything{.name = "value", .forms = Form::Anything, .expressions = Expressions::Allowed};

/// Variables: names of the author's own, with texts.
inline constexpr Shape env{
    .name = "`env`", .forms = Form::Map, .expressions = Expressions::Allowed, .others = &textOrNone};

extern const Shape jobs;
extern const Shape steps;
extern const Shape services;

inline constexpr Value cacheModes[] = {
    {"read", "Restores caches and saves none: the default for events that strangers can cause."},
    {"write", "Restores and saves caches: the default for trusted events."},
    {"write-only", "Saves caches and restores none."},
    {"none", "Neither restores nor saves."},
};
inline constexpr Shape cacheMode{.name = "`cache-mode`", .forms = Form::Text, .values = cacheModes};

} // namespace slipway::syntax
