#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace slipway::diagnostics {

/// Reads the simple commands of a shell script, one at a time: enough of the language to tell a program that is run
/// from its name in a comment, a text or a here-document. `${{ }}` is part of a word. Views into the script.
///
///     for (Commands commands(script); commands.next();)
///         … commands.program() …
///
/// Takes time in proportion to the script. Facts: POSIX's shell command language, sections 2.2 to 2.10.
class Commands
{
public:
    explicit Commands(std::string_view script)
        : m_script(script)
    { }

    /// Moves to the next command; false when there is none.
    bool next();

    /// What is run, without its folder: behind assignments, `if`, `sudo`, `npx` and the like. Never empty.
    std::string_view program() const;
    /// What follows it, without quotes around a word.
    std::span<const std::string_view> arguments() const;
    /// The program as written, with its folder.
    std::string_view programPath() const { return m_words[m_programAt]; }

    /// Offsets in the script, from the program's first byte to the last word's end.
    std::size_t begin() const;
    std::size_t end() const { return m_end; }

    /// Whether an argument is exactly `word`.
    bool hasArgument(std::string_view word) const;
    /// Whether an argument begins with `start`.
    bool hasArgumentLike(std::string_view start) const;
    /// Whether `words` are among the arguments in this order, whatever stands between.
    bool hasInOrder(std::span<const std::string_view> words) const;

private:
    /// Reads one word, or stops at what ends the command; false then.
    bool readWord();
    void skipBlanks();
    void skipRedirection();
    void skipHereDocuments();
    std::size_t wordEnd(std::size_t from) const;
    bool findProgram();

    std::string_view m_script;
    std::size_t m_at = 0;
    std::size_t m_end = 0;
    std::vector<std::string_view> m_words;
    std::size_t m_programAt = 0;
    std::vector<std::string_view> m_hereDocuments;
};

} // namespace slipway::diagnostics
