#include "logs/colours.h"

#include <algorithm>
#include <array>

namespace slipway::logs {

namespace {

constexpr char escape = '\x1b';
/// A code of more parameters is hostile; the rest is passed over.
constexpr qsizetype mostParameters = 64;

using Numbers = QList<int>;

int number(QByteArrayView digits)
{
    int value = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9')
            return -1;
        value = std::min(value * 10 + (digit - '0'), 100'000);
    }
    return value;
}

Numbers split(QByteArrayView text, char separator)
{
    Numbers numbers;
    while (numbers.size() < mostParameters) {
        const qsizetype end = text.indexOf(separator);
        numbers.append(number(end < 0 ? text : text.first(end)));
        if (end < 0)
            break;
        text = text.sliced(end + 1);
    }
    return numbers;
}

InkColour rgb(int red, int green, int blue)
{
    if (std::min({red, green, blue}) < 0 || std::max({red, green, blue}) > 255)
        return {};
    return {InkColour::Kind::Rgb, static_cast<quint32>(red << 16 | green << 8 | blue)};
}

InkColour ofPalette(int index)
{
    if (index < 0 || index > 255)
        return {};
    if (index < 16)
        return {InkColour::Kind::Named, static_cast<quint32>(index)};
    if (index >= 232)
        return rgb(8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10);
    static constexpr std::array levels{0, 95, 135, 175, 215, 255};
    const auto level = [index](int divisor) { return levels[static_cast<size_t>((index - 16) / divisor % 6)]; };
    return rgb(level(36), level(6), level(1));
}

/// The colour behind 38 or 48: "5;n" or "2;r;g;b". `used` is how many numbers it took.
InkColour extended(const Numbers &numbers, qsizetype at, qsizetype &used)
{
    const qsizetype left = numbers.size() - at;
    if (left >= 2 && numbers[at] == 5) {
        used = 2;
        return ofPalette(numbers[at + 1]);
    }
    if (left >= 4 && numbers[at] == 2) {
        used = 4;
        return rgb(numbers[at + 1], numbers[at + 2], numbers[at + 3]);
    }
    used = left;
    return {};
}

/// "38:2::10:20:30" and "38:5:208": a colour in one parameter, with or without the colour space.
void applyJoined(const Numbers &numbers, Ink &ink)
{
    if (numbers.size() < 3 || (numbers[0] != 38 && numbers[0] != 48)) {
        if (!numbers.isEmpty() && numbers[0] == 4)
            ink.isUnderlined = numbers.value(1) != 0;
        return;
    }
    InkColour colour;
    if (numbers[1] == 5)
        colour = ofPalette(numbers[2]);
    else if (numbers[1] == 2 && numbers.size() >= 5)
        colour = rgb(numbers[numbers.size() - 3], numbers[numbers.size() - 2], numbers[numbers.size() - 1]);
    (numbers[0] == 38 ? ink.front : ink.back) = colour;
}

void applyStyle(int code, Ink &ink)
{
    switch (code) {
    case 0: ink = {}; break;
    case 1: ink.isBold = true; break;
    case 2: ink.isFaint = true; break;
    case 3: ink.isItalic = true; break;
    case 4: [[fallthrough]];
    case 21: ink.isUnderlined = true; break;
    case 7: ink.isInverse = true; break;
    case 9: ink.isStruck = true; break;
    case 22: ink.isBold = ink.isFaint = false; break;
    case 23: ink.isItalic = false; break;
    case 24: ink.isUnderlined = false; break;
    case 27: ink.isInverse = false; break;
    case 29: ink.isStruck = false; break;
    case 39: ink.front = {}; break;
    case 49: ink.back = {}; break;
    default: break;
    }
}

void applyNamed(int code, Ink &ink)
{
    const auto named = [](int value) { return InkColour{InkColour::Kind::Named, static_cast<quint32>(value)}; };
    if (code >= 30 && code <= 37)
        ink.front = named(code - 30);
    else if (code >= 40 && code <= 47)
        ink.back = named(code - 40);
    else if (code >= 90 && code <= 97)
        ink.front = named(code - 90 + 8);
    else if (code >= 100 && code <= 107)
        ink.back = named(code - 100 + 8);
    else
        applyStyle(code, ink);
}

qsizetype controlSequenceEnd(QByteArrayView bytes, qsizetype at)
{
    for (qsizetype end = at + 2; end < bytes.size(); ++end) {
        const auto byte = static_cast<unsigned char>(bytes[end]);
        if (byte >= 0x40 && byte <= 0x7e)
            return end + 1;
        if (byte < 0x20 || byte > 0x7e)
            return end;
    }
    return bytes.size();
}

qsizetype stringEnd(QByteArrayView bytes, qsizetype at)
{
    for (qsizetype end = at + 2; end < bytes.size(); ++end) {
        if (bytes[end] == '\a')
            return end + 1;
        if (bytes[end] == escape)
            return end + 1 < bytes.size() && bytes[end + 1] == '\\' ? end + 2 : end;
    }
    return at + 2;
}

} // namespace

void applyColours(QByteArrayView parameters, Ink &ink)
{
    if (parameters.contains(':')) {
        for (qsizetype begin = 0, count = 0; begin <= parameters.size() && count < mostParameters; ++count) {
            const qsizetype found = parameters.indexOf(';', begin);
            const qsizetype end = found < 0 ? parameters.size() : found;
            const QByteArrayView one = parameters.sliced(begin, end - begin);
            if (one.contains(':'))
                applyJoined(split(one, ':'), ink);
            else
                applyNamed(number(one), ink);
            begin = end + 1;
        }
        return;
    }
    const Numbers numbers = split(parameters, ';');
    for (qsizetype at = 0; at < numbers.size(); ++at) {
        if (numbers[at] != 38 && numbers[at] != 48) {
            applyNamed(numbers[at], ink);
            continue;
        }
        qsizetype used = 0;
        (numbers[at] == 38 ? ink.front : ink.back) = extended(numbers, at + 1, used);
        at += used;
    }
}

qsizetype escapeEnd(QByteArrayView bytes, qsizetype at)
{
    if (at + 1 >= bytes.size())
        return bytes.size();
    switch (bytes[at + 1]) {
    case '[': return controlSequenceEnd(bytes, at);
    case ']': [[fallthrough]];
    case 'P': [[fallthrough]];
    case 'X': [[fallthrough]];
    case '^': [[fallthrough]];
    case '_': return stringEnd(bytes, at);
    default: break;
    }
    qsizetype end = at + 1;
    while (end < bytes.size() && bytes[end] >= 0x20 && bytes[end] <= 0x2f)
        ++end;
    const bool hasFinal = end < bytes.size() && bytes[end] >= 0x30 && bytes[end] <= 0x7e;
    return hasFinal ? end + 1 : end;
}

std::optional<QByteArrayView> colourParameters(QByteArrayView bytes, qsizetype at, qsizetype end)
{
    if (end - at < 3 || bytes[at + 1] != '[' || bytes[end - 1] != 'm')
        return std::nullopt;
    const QByteArrayView parameters = bytes.sliced(at + 2, end - at - 3);
    const bool isPlain = std::ranges::all_of(
        parameters, [](char one) { return (one >= '0' && one <= '9') || one == ';' || one == ':'; });
    return isPlain ? std::optional(parameters) : std::nullopt;
}

} // namespace slipway::logs
