#pragma once

#include "yaml/tree.h"

#include <string_view>

/// The problems of a text as YAML, in our own words. Each names what is wrong and what to do.
namespace slipway::yaml::problems {

Problem nulByte(Range range);
Problem notUtf8(Range range);
Problem wideEncoding(Range range);
Problem tooLarge(Range range);
Problem tooDeep(Range range);
/// For one of yaml-cpp's reasons.
Problem syntax(Range range, std::string_view reason);
Problem unterminatedQuote(Range range);
Problem unterminatedBracket(Range range, char bracket);
Problem tag(Range range);
Problem bareWord(Range range);
/// A quoted text that is only the begin of a value.
Problem textBehindQuote(Range range);
/// `${{ }}` without quotes inside of a flow collection.
Problem expressionInBrackets(Range range);
Problem duplicateKey(Range range, std::string_view key, int firstLine);
Problem undefinedAlias(Range range, std::string_view name);
Problem recursiveAlias(Range range);
Problem expansion(Range range);
Problem mergeKey(Range range);
Problem severalDocuments(Range range);
Problem unusedAnchor(Range range, std::string_view name);
Problem loneReturn(Range range);
Problem controlCharacter(Range range, int code);

} // namespace slipway::yaml::problems
