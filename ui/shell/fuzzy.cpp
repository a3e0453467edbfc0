#include "shell/fuzzy.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace slipway::shell {

namespace {

constexpr int matched = 16;
constexpr int atWordStart = 12;
constexpr int neighbour = 14;
constexpr int atTextStart = 6;
constexpr int gapOpens = -4;
constexpr int gapGrows = -1;
constexpr int impossible = std::numeric_limits<int>::min() / 2;

/// Texts are titles: what is longer is cut, so that one entry cannot make typing slow.
constexpr qsizetype longestText = 256;
constexpr qsizetype longestWord = 64;

bool startsWord(QStringView text, qsizetype place)
{
    if (place == 0)
        return true;
    const QChar before = text[place - 1];
    const QChar here = text[place];
    return !before.isLetterOrNumber() || (before.isLower() && here.isUpper()) || (!before.isDigit() && here.isDigit());
}

int bonus(QStringView text, qsizetype place)
{
    return (startsWord(text, place) ? atWordStart : 0) + (place == 0 ? atTextStart : 0);
}

/// Best scores of the first letters of a word ending exactly at a place of the text, and where they came from.
class Table
{
public:
    Table(QStringView word, QStringView text)
        : m_word(word)
        , m_text(text)
        , m_score(static_cast<std::size_t>(word.size() * text.size()), impossible)
        , m_from(m_score.size(), -1)
    { }

    std::optional<FuzzyMatch> solve()
    {
        for (qsizetype letter = 0; letter < m_word.size(); ++letter)
            fillRow(letter);
        const qsizetype last = m_word.size() - 1;
        qsizetype best = 0;
        for (qsizetype place = 1; place < m_text.size(); ++place) {
            if (score(last, place) > score(last, best))
                best = place;
        }
        if (score(last, best) <= impossible / 2)
            return std::nullopt;
        FuzzyMatch result{score(last, best), {}};
        for (qsizetype letter = last; letter >= 0; --letter) {
            result.positions.prepend(best);
            best = m_from[at(letter, best)];
        }
        return result;
    }

private:
    std::size_t at(qsizetype letter, qsizetype place) const
    {
        return static_cast<std::size_t>(letter * m_text.size() + place);
    }
    int score(qsizetype letter, qsizetype place) const { return m_score[at(letter, place)]; }

    void fillRow(qsizetype letter)
    {
        int bestBefore = impossible; // of the previous letter, at any place before this one's neighbour, gap included
        qsizetype bestPlace = -1;
        for (qsizetype place = letter; place < m_text.size(); ++place) {
            if (letter > 0 && place >= 2) {
                const int opened = score(letter - 1, place - 2) + gapOpens;
                bestBefore += gapGrows;
                if (opened > bestBefore) {
                    bestBefore = opened;
                    bestPlace = place - 2;
                }
            }
            if (m_text[place].toCaseFolded() == m_word[letter].toCaseFolded())
                take(letter, place, bestBefore, bestPlace);
        }
    }

    void take(qsizetype letter, qsizetype place, int bestBefore, qsizetype bestPlace)
    {
        int before = 0;
        qsizetype from = -1;
        if (letter > 0) {
            const int adjacent = score(letter - 1, place - 1) + neighbour;
            before = std::max(adjacent, bestBefore);
            from = adjacent >= bestBefore ? place - 1 : bestPlace;
            if (before <= impossible / 2)
                return;
        }
        m_score[at(letter, place)] = before + matched + bonus(m_text, place);
        m_from[at(letter, place)] = from;
    }

    QStringView m_word;
    QStringView m_text;
    std::vector<int> m_score;
    std::vector<qsizetype> m_from;
};

bool holdsInOrder(QStringView word, QStringView text)
{
    qsizetype found = 0;
    for (const QChar letter : text) {
        if (found < word.size() && letter.toCaseFolded() == word[found].toCaseFolded())
            ++found;
    }
    return found == word.size();
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text)
{
    const QStringView shown = text.left(longestText);
    FuzzyMatch result;
    for (const QStringView word : pattern.split(u' ', Qt::SkipEmptyParts)) {
        const QStringView letters = word.left(longestWord);
        // Most texts fail this cheap test.
        if (!holdsInOrder(letters, shown))
            return std::nullopt;
        const auto part = Table(letters, shown).solve();
        if (!part)
            return std::nullopt;
        result.score += part->score;
        result.positions.append(part->positions);
    }
    std::ranges::sort(result.positions);
    const auto repeated = std::ranges::unique(result.positions);
    result.positions.erase(repeated.begin(), repeated.end());
    if (!result.positions.isEmpty())
        result.score -= static_cast<int>(shown.size()) / 8;
    return result;
}

} // namespace slipway::shell
