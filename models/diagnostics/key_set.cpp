#include "key_set.h"

#include "workflow/field.h"

#include <algorithm>

namespace slipway::diagnostics {

namespace {

char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool comesBefore(std::string_view one, std::string_view other)
{
    return std::ranges::lexicographical_compare(one, other, {}, lower, lower);
}

// Up to here comparing all with all is quicker than sorting.
constexpr size_t few = 16;

} // namespace

const std::vector<yaml::Node> &KeySet::repeated(yaml::Node map)
{
    m_keys.clear();
    m_repeated.clear();
    for (const auto [key, value] : yaml::entries(map))
        m_keys.push_back({key.text(), key});
    if (m_keys.size() <= few)
        compareAll();
    else
        compareSorted();
    return m_repeated;
}

void KeySet::compareAll()
{
    for (size_t i = 1; i < m_keys.size(); ++i) {
        const std::string_view text = m_keys[i].text;
        const auto earlier = std::ranges::find_if(m_keys.begin(), m_keys.begin() + ptrdiff_t(i), [&](const Seen &seen) {
            return seen.text.size() == text.size() && workflow::equalsAnyCase(seen.text, text);
        });
        if (earlier != m_keys.begin() + ptrdiff_t(i) && earlier->text != text)
            m_repeated.push_back(m_keys[i].key);
    }
}

void KeySet::compareSorted()
{
    std::ranges::stable_sort(m_keys, comesBefore, &Seen::text);
    for (size_t i = 1; i < m_keys.size(); ++i) {
        if (m_keys[i].text != m_keys[i - 1].text && workflow::equalsAnyCase(m_keys[i].text, m_keys[i - 1].text))
            m_repeated.push_back(m_keys[i].key);
    }
    std::ranges::sort(m_repeated, {}, &yaml::Node::index);
}

} // namespace slipway::diagnostics
