#include "workspace/scalar_check.h"

#include "base/nearest.h"
#include "workspace/values.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::workspace {

namespace {

constexpr qsizetype longestShown = 60;
constexpr qsizetype longestText = 1'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("Workspace", text);
}

bool hasControlCharacter(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.category() == QChar::Other_Control; });
}

std::optional<Complaint> complainUnless(bool fits, const Key &key, const QString &word, const QString &suggestion)
{
    if (fits)
        return std::nullopt;
    return Complaint{tr("`%1` does not fit `%2`.").arg(shortened(word), key.name()), suggestion};
}

std::optional<Complaint> checkText(const Key &key, const QString &word)
{
    if (word.size() > longestText)
        return Complaint{tr("The text of `%1` is too long.").arg(key.name()), {}};
    return complainUnless(!hasControlCharacter(word), key, word,
                          tr("Write it on one line, without control characters."));
}

std::optional<Complaint> checkNumber(const Key &key, const QString &word, bool isWhole)
{
    const auto value =
        isWhole ? values::whole(word).transform([](int whole) { return double(whole); }) : values::number(word);
    const bool isInRange = value && *value >= key.least && *value <= key.most;
    if (key.path == u"version" && value && !isInRange) {
        return Complaint{tr("This file is of version %1, which this Slipway does not know.").arg(shortened(word)),
                         tr("Use a newer Slipway, or write `version: 1`.")};
    }
    const QString kind = isWhole ? tr("Write a whole number from %1 to %2.") : tr("Write a number from %1 to %2.");
    return complainUnless(isInRange, key, word, kind.arg(key.least).arg(key.most));
}

QString yesNoHint(const QString &word)
{
    static const QStringList yes{u"yes"_s, u"on"_s, u"y"_s, u"1"_s};
    return yes.contains(word.toLower()) ? tr("Write `true`.") : tr("Write `true` or `false`.");
}

} // namespace

QString shortened(const QString &text)
{
    QString shown = text.size() > longestShown ? text.first(longestShown) + u'…' : text;
    for (QChar &c : shown) {
        if (c.category() == QChar::Other_Control)
            c = u'␣';
    }
    return shown;
}

std::optional<Complaint> checkScalar(const Key &key, const QString &word)
{
    switch (key.type) {
    case ValueType::Whole: return checkNumber(key, word, true);
    case ValueType::Number: return checkNumber(key, word, false);
    case ValueType::YesNo: return complainUnless(values::yesNo(word).has_value(), key, word, yesNoHint(word));
    case ValueType::Url:
        return complainUnless(values::url(word).has_value(), key, word,
                              tr("Write a whole address, as in https://example.com/health."));
    case ValueType::Duration:
        return complainUnless(values::duration(word).has_value(), key, word,
                              tr("Write a number and s, min, h or d, as in `15 min`."));
    case ValueType::Rotation:
        return complainUnless(word == values::onBreach || values::days(word), key, word,
                              tr("Write whole days, as in `90 d`, or `on breach`."));
    case ValueType::Weekdays:
        return complainUnless(values::weekday(word).has_value(), key, word, base::suggest(word, values::weekdays()));
    case ValueType::TimeOfDay:
        return complainUnless(values::timeOfDay(word).has_value(), key, word,
                              tr("Write hours and minutes in quotes, as in \"16:30\"."));
    case ValueType::Zone:
        return complainUnless(values::isZone(word), key, word, tr("Write a name as in Europe/Berlin, or UTC."));
    case ValueType::Repository: return complainUnless(values::isRepository(word), key, word, tr("Write owner/name."));
    case ValueType::TagPattern:
        return complainUnless(word.count(u"{version}"_s) == 1 && !hasControlCharacter(word), key, word,
                              tr("Write {version} once, where the version stands, as in `v{version}`."));
    case ValueType::MapOfLevels:
        return complainUnless(values::ruleLevel(word).has_value(), key, word,
                              base::suggest(word, values::ruleLevels()));
    case ValueType::SecretPlaces:
        return complainUnless(values::secretPlace(word).has_value(), key, word,
                              tr("Write `github`, `github:ENVIRONMENT`, `fly:APP` or `vercel:PROJECT`."));
    default: return checkText(key, word);
    }
}

} // namespace slipway::workspace
