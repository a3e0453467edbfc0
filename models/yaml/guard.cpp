#include "yaml/guard.h"

#include "yaml/problems.h"

#include <QByteArrayView>

#include <algorithm>

namespace slipway::yaml {

namespace {

bool isWide(std::string_view text)
{
    using namespace std::string_view_literals;
    return text.starts_with("\xFF\xFE"sv) || text.starts_with("\xFE\xFF"sv) || text.starts_with("\0\0\xFE\xFF"sv);
}

/// Bytes of the character that begins `text`; 0 when none does.
size_t characterSize(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80)
        return 1;
    for (const size_t size : {2U, 3U, 4U}) {
        if (size <= text.size() && QByteArrayView(text.data(), static_cast<qsizetype>(size)).isValidUtf8())
            return size;
    }
    return 0;
}

Range firstInvalid(std::string_view text)
{
    size_t at = 0;
    while (at < text.size()) {
        const auto size = characterSize(text.substr(at));
        if (size == 0)
            break;
        at += size;
    }
    return {static_cast<quint32>(at), static_cast<quint32>(std::min(at + 1, text.size()))};
}

/// Whether a byte needs a closer look: a control character other than tab and line feed.
bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7F;
}

/// Counts without a way out, so that many bytes are looked at in one step.
bool hasControls(std::string_view text)
{
    unsigned found = 0;
    for (const char c : text)
        found |= isControl(c) ? 1U : 0U;
    return found != 0;
}

void makeHarmless(std::string_view text, Guard &guard)
{
    bool hasReturn = false;
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!isControl(c) || (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n'))
            continue;
        if (guard.harmless.empty())
            guard.harmless = text;
        const Range range{static_cast<quint32>(i), static_cast<quint32>(i + 1)};
        guard.harmless[i] = c == '\r' ? ' ' : '_';
        if (c != '\r') {
            guard.problems.push_back(problems::controlCharacter(range, static_cast<unsigned char>(c)));
        } else if (!hasReturn) {
            guard.problems.push_back(problems::loneReturn(range));
            hasReturn = true;
        }
        if (guard.problems.size() > 20)
            break;
    }
}

} // namespace

Guard guard(std::string_view text)
{
    Guard guard;
    const auto refuse = [&guard](Problem problem) {
        guard.isReadable = false;
        guard.problems.push_back(std::move(problem));
    };
    if (text.size() > static_cast<size_t>(Tree::largest)) {
        refuse(problems::tooLarge({0, 0}));
    } else if (isWide(text)) {
        refuse(problems::wideEncoding({0, 2}));
    } else if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
        refuse(problems::nulByte({static_cast<quint32>(nul), static_cast<quint32>(nul + 1)}));
    } else if (!QByteArrayView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8()) {
        refuse(problems::notUtf8(firstInvalid(text)));
    } else if (hasControls(text)) {
        makeHarmless(text, guard);
    }
    return guard;
}

} // namespace slipway::yaml
