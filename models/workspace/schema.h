#pragma once

#include <QList>
#include <QString>
#include <QStringList>

/// Which keys slipway.yaml has: the one table that the parser goes by and that the reference page is tested against.
namespace slipway::workspace {

enum class ValueType {
    Map,            ///< named keys
    MapList,        ///< a list of maps
    MapOfMaps,      ///< maps under names that the file chooses
    MapOfLevels,    ///< "off", "hint", "warning" or "error" under names that the file chooses
    Text,
    TextList,
    Whole,
    Number,
    YesNo,
    Url,
    Duration,       ///< "15 min"
    Rotation,       ///< "90 d" or "on breach"
    Weekdays,       ///< a list of them
    TimeOfDay,      ///< "16:30"
    Zone,           ///< IANA name
    Repository,     ///< "owner/name"
    TagPattern,     ///< a text with "{version}"
    SecretPlaces,   ///< a list of "fly:patient-graph-api"
};

/// The type in the reference page's words: "list of texts".
QString typeWords(ValueType type);

struct Key {
    /// Names joined by dots; `[]` is an element of a list, `*` a name that the file chooses.
    QString path;
    ValueType type = ValueType::Text;
    bool isRequired = false;
    /// What holds without it, as the page words it; empty: nothing.
    QString fallback;
    /// Of Whole and Number.
    double least = 0;
    double most = 0;

    QString name() const { return path.section(u'.', -1).remove(QLatin1StringView("[]")); }
};

/// Every key, parents before children.
const QList<Key> &schema();

/// The keys below a path of the schema; empty text: the root.
const QList<Key> &keysBelow(const QString &path);

} // namespace slipway::workspace
