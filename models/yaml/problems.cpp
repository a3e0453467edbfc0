#include "yaml/problems.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::yaml::problems {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Yaml", text);
}

QString shown(std::string_view text)
{
    constexpr qsizetype most = 60;
    const auto whole = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    return whole.size() <= most ? whole : whole.first(most) + u'…';
}

struct Reason {
    std::string_view theirs;
    const char *ours;
};

/// By the beginning of what yaml-cpp says.
constexpr Reason reasons[] = {
    {"illegal map value",
     QT_TRANSLATE_NOOP("Yaml",
                       "A colon makes this line a key where no key can stand. Check the "
                       "indentation, or put quotes around the text.")},
    {"illegal block entry",
     QT_TRANSLATE_NOOP("Yaml", "A list item cannot begin here. Check the indentation of the dash.")},
    {"illegal map key", QT_TRANSLATE_NOOP("Yaml", "A key cannot stand here. Check the indentation.")},
    {"illegal EOF in scalar",
     QT_TRANSLATE_NOOP("Yaml", "The quoted text that begins here has no closing quote. Add it.")},
    {"illegal document indicator in scalar",
     QT_TRANSLATE_NOOP("Yaml", "A document mark stands inside a text. Close the quote before it.")},
    {"illegal tab", QT_TRANSLATE_NOOP("Yaml", "A tab cannot indent a line in YAML. Use blanks.")},
    {"illegal flow end",
     QT_TRANSLATE_NOOP("Yaml", "This bracket closes nothing. Remove it, or put quotes around the text.")},
    {"end of map not found",
     QT_TRANSLATE_NOOP(
         "Yaml",
         "This line fits no entry of the map above it. Check its indentation and that its key ends with a colon.")},
    {"end of map flow not found",
     QT_TRANSLATE_NOOP("Yaml", "The { that this belongs to is not closed. Add } or a comma.")},
    {"end of sequence not found",
     QT_TRANSLATE_NOOP("Yaml", "This line fits no item of the list above it. Check its indentation and its dash.")},
    {"end of sequence flow not found",
     QT_TRANSLATE_NOOP("Yaml", "The [ that this belongs to is not closed. Add ] or a comma.")},
    {"unknown token",
     QT_TRANSLATE_NOOP("Yaml", "This character cannot begin a text in YAML. Put quotes around the text.")},
    {"unknown escape",
     QT_TRANSLATE_NOOP("Yaml", "YAML does not know this escape. Double the backslash, or use single quotes.")},
    {"alias not found",
     QT_TRANSLATE_NOOP("Yaml", "A name must follow the * of an alias. Put quotes around a text that begins with *.")},
    {"anchor not found",
     QT_TRANSLATE_NOOP("Yaml", "A name must follow the & of an anchor. Put quotes around a text that begins with &.")},
    {"illegal character found while scanning alias",
     QT_TRANSLATE_NOOP("Yaml", "A text that begins with * is an alias. Put quotes around it.")},
    {"illegal character found while scanning anchor",
     QT_TRANSLATE_NOOP("Yaml", "A text that begins with & is an anchor. Put quotes around it.")},
    {"cannot assign multiple tags", QT_TRANSLATE_NOOP("Yaml", "A node can have one tag alone. Remove the other.")},
    {"cannot assign multiple anchors",
     QT_TRANSLATE_NOOP("Yaml", "A node can have one anchor alone. Remove the other.")},
    {"tag handle with no suffix",
     QT_TRANSLATE_NOOP("Yaml", "A text that begins with ! is a tag. Put quotes around it.")},
    {"unexpected character in block scalar",
     QT_TRANSLATE_NOOP("Yaml", "Nothing but a comment may follow | or > on its line. Move the text to the next line.")},
    {"cannot set zero indentation", QT_TRANSLATE_NOOP("Yaml", "The indentation after | or > counts from 1 to 9.")},
};

} // namespace

Problem nulByte(Range range)
{
    return {Problem::Code::Encoding, range,
            tr("A NUL byte stands here, so this is not a text. Save the file as UTF-8 text.")};
}

Problem notUtf8(Range range)
{
    return {Problem::Code::Encoding, range, tr("These bytes are not UTF-8. Save the file as UTF-8 text.")};
}

Problem wideEncoding(Range range)
{
    return {Problem::Code::Encoding, range,
            tr("The file is UTF-16 or UTF-32, which GitHub does not read. Save it as UTF-8 text.")};
}

Problem tooLarge(Range range)
{
    return {Problem::Code::TooLarge, range,
            tr("The file is larger than %1 MB, so it is not read. Split it.").arg(Tree::largest / (1024 * 1024))};
}

Problem tooDeep(Range range)
{
    return {
        Problem::Code::TooDeep, range,
        tr("The text is nested more than %1 levels deep here, so it is not read. Make it flatter.").arg(Tree::deepest)};
}

Problem syntax(Range range, std::string_view reason)
{
    for (const auto &known : reasons) {
        if (reason.starts_with(known.theirs))
            return {Problem::Code::Syntax, range, tr(known.ours)};
    }
    return {Problem::Code::Syntax, range,
            tr("This cannot be read as YAML. Check the indentation and the punctuation here.")};
}

Problem unterminatedQuote(Range range)
{
    return {Problem::Code::Unterminated, range, tr("The quoted text that begins here has no closing quote. Add it.")};
}

Problem unterminatedBracket(Range range, char bracket)
{
    return {Problem::Code::Unterminated, range,
            bracket == '{' ? tr("The { here has no closing bracket. Add }.")
                           : tr("The [ here has no closing bracket. Add ].")};
}

Problem tag(Range range)
{
    return {Problem::Code::Syntax, range,
            tr("Text that begins with ! is a YAML tag. Write ${{ … }} around an expression, and quotes around other "
               "text.")};
}

Problem bareWord(Range range)
{
    return {
        Problem::Code::BareWord, range,
        tr("This line has no colon, so it is neither a key nor part of the text above. Add a colon, or indent it.")};
}

Problem textBehindQuote(Range range)
{
    return {Problem::Code::Syntax, range,
            tr("Text follows the closing quote, which ends the value. Put quotes around the whole value, or write an "
               "expression as ${{ … }}.")};
}

Problem expressionInBrackets(Range range)
{
    return {Problem::Code::Syntax, range,
            tr("Inside of [ ] and { } an expression needs quotes, as its braces mean a map to YAML. Put quotes around "
               "${{ … }}.")};
}

Problem duplicateKey(Range range, std::string_view key, int firstLine)
{
    return {Problem::Code::DuplicateKey, range,
            tr("The key \"%1\" is defined already in line %2. Remove one of the two.").arg(shown(key)).arg(firstLine)};
}

Problem undefinedAlias(Range range, std::string_view name)
{
    const bool isPattern = name.empty() || name.find_first_of("./*") != std::string_view::npos;
    return {
        Problem::Code::UndefinedAlias, range,
        isPattern
            ? tr("A text that begins with * is an alias in YAML. Put quotes around the pattern: '*%1'.")
                  .arg(shown(name))
            : tr("No anchor &%1 stands before this alias. Define it, or put quotes around the text.").arg(shown(name))};
}

Problem recursiveAlias(Range range)
{
    return {Problem::Code::RecursiveAlias, range,
            tr("This alias stands inside what its anchor stands for. Write the value out instead.")};
}

Problem expansion(Range range)
{
    return {Problem::Code::Expansion, range,
            tr("With all aliases followed the file stands for more than %1 values, so no alias is followed. Use fewer "
               "of them.")
                .arg(Tree::mostExpanded)};
}

Problem mergeKey(Range range)
{
    return {Problem::Code::MergeKey, range, tr("GitHub does not read merge keys (<<). Write the entries out.")};
}

Problem severalDocuments(Range range)
{
    return {Problem::Code::SeveralDocuments, range,
            tr("A second document begins here, and one file holds one document. Move it to a file of its own.")};
}

Problem unusedAnchor(Range range, std::string_view name)
{
    return {Problem::Code::UnusedAnchor, range, tr("No alias uses the anchor &%1. Remove it.").arg(shown(name)), false};
}

Problem loneReturn(Range range)
{
    return {Problem::Code::Syntax, range,
            tr("A carriage return stands here without a line feed, and YAML readers disagree on it. Use line feeds.")};
}

Problem controlCharacter(Range range, int code)
{
    return {Problem::Code::Encoding, range,
            tr("A control character (%1) stands here, which YAML does not allow. Remove it.").arg(code, 2, 16, '0'_L1)};
}

} // namespace slipway::yaml::problems
