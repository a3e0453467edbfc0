#include "base/nearest.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace slipway::base {

namespace {

constexpr qsizetype longestWord = 100;
constexpr qsizetype mostShown = 12;

} // namespace

int editDistance(const QString &one, const QString &other)
{
    const QString a = one.toCaseFolded();
    const QString b = other.toCaseFolded();
    const auto width = static_cast<size_t>(b.size()) + 1;
    std::vector<int> beforeLast(width);
    std::vector<int> last(width);
    std::vector<int> row(width);
    for (size_t j = 0; j < width; ++j)
        row[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        beforeLast.swap(last);
        last.swap(row);
        row[0] = static_cast<int>(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = static_cast<size_t>(j);
            const int changed = last[at - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[at] = std::min({changed, last[at] + 1, row[at - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[at] = std::min(row[at], beforeLast[at - 2] + 1);
        }
    }
    return row.back();
}

QString nearest(const QString &word, const QStringList &known)
{
    if (word.size() > longestWord)
        return {};
    // Any two letters are one change apart: that says nothing.
    const int bound = word.size() < 2 ? 0 : std::max(1, static_cast<int>(word.size() / 3));
    QString best;
    int least = bound + 1;
    for (const QString &candidate : known) {
        if (std::abs(candidate.size() - word.size()) >= least)
            continue;
        if (const int distance = editDistance(word, candidate); distance < least) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

QString suggest(const QString &word, const QStringList &known)
{
    if (known.isEmpty())
        return {};
    if (const QString best = nearest(word, known); !best.isEmpty())
        return QCoreApplication::translate("Words", "Did you mean `%1`?").arg(best);
    QStringList shown = known.first(std::min(known.size(), mostShown));
    for (QString &name : shown)
        name = u'`' + name + u'`';
    if (known.size() > mostShown)
        shown.append(u"…"_s);
    return QCoreApplication::translate("Words", "Known here: %1.").arg(shown.join(u", "_s));
}

} // namespace slipway::base
