#pragma once

#include <QString>

#include <initializer_list>
#include <utility>

namespace slipway::base {

/// A word of somebody else's: what it means, as far as we know it, and as it was written. `Enum` has a member Unknown,
/// which stands for every word that came after us; such a word is shown as it is.
template<typename Enum>
struct Word {
    Enum meaning = Enum::Unknown;
    QString text;

    bool isEmpty() const { return text.isEmpty(); }
    bool operator==(const Word &) const = default;
    bool operator==(Enum other) const { return meaning == other; }
};

/// `text` with its meaning looked up in `known`.
template<typename Enum>
Word<Enum> word(const QString &text, std::initializer_list<std::pair<QLatin1StringView, Enum>> known)
{
    for (const auto &[written, meaning] : known) {
        if (text == written)
            return {meaning, text};
    }
    return {Enum::Unknown, text};
}

} // namespace slipway::base
