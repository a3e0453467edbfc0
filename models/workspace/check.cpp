#include "workspace/check.h"

#include "base/nearest.h"
#include "workspace/scalar_check.h"
#include "workspace/schema.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::workspace {

namespace {

using yaml::Node;
using Kind = yaml::Node::Kind;

/// More than any real workspace has; an alias that repeats itself over and over gets here.
constexpr int mostNodes = 200'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("Workspace", text);
}

QString kindWords(const Node &node)
{
    switch (node.kind) {
    case Kind::Null: return tr("nothing");
    case Kind::Scalar: return tr("`%1`").arg(shortened(node.text));
    case Kind::Sequence: return tr("a list");
    case Kind::Mapping: return tr("a map");
    }
    Q_UNREACHABLE_RETURN({});
}

QString nameOf(const QString &path)
{
    return path.section(u'.', -1);
}

class Checker
{
public:
    explicit Checker(ProblemList &problems)
        : m_problems(problems)
    { }

    /// `pattern` is the map's path in the schema, `path` its path in this file.
    void map(const Node &node, const QString &pattern, const QString &path)
    {
        QSet<QString> seen;
        for (const auto &[key, value] : node.members) {
            if (!countNode(*key))
                return;
            member(*key, *value, pattern, path, seen);
        }
        for (const Key &key : keysBelow(pattern)) {
            if (key.isRequired && !isGiven(node, key.name()))
                m_problems.error(node, inside(path, key.name()),
                                 tr("Key `%1` is missing.").arg(inside(path, key.name())));
        }
    }

private:
    static QString inside(const QString &path, const QString &name)
    {
        return path.isEmpty() ? name : path + u'.' + name;
    }

    static bool isGiven(const Node &node, const QString &name)
    {
        const auto value = node.member(name);
        return value && value->kind != Kind::Null;
    }

    bool countNode(const Node &node)
    {
        if (++m_nodes == mostNodes)
            m_problems.error(node, {}, tr("The file is too large once its aliases are written out."));
        return m_nodes < mostNodes;
    }

    void member(const Node &key, const Node &value, const QString &pattern, const QString &path, QSet<QString> &seen)
    {
        if (key.kind != Kind::Scalar) {
            m_problems.error(key, path, tr("A key is a word here, not %1.").arg(kindWords(key)));
            return;
        }
        const QString own = inside(path, shortened(key.text));
        if (seen.contains(key.text)) {
            m_problems.error(key, own, tr("Key `%1` is given twice.").arg(shortened(key.text)),
                             tr("Keep one of them."));
            return;
        }
        seen.insert(key.text);
        const auto &known = keysBelow(pattern);
        const auto found = std::ranges::find_if(known, [&](const Key &one) { return one.name() == key.text; });
        if (found != known.cend())
            valueOf(*found, value, own);
        else
            unknown(key, own, known);
    }

    void unknown(const Node &key, const QString &path, const QList<Key> &known)
    {
        QStringList names;
        for (const Key &one : known)
            names.append(one.name());
        m_problems.warning(key, path, tr("Unknown key `%1`.").arg(shortened(key.text)), base::suggest(key.text, names));
    }

    void valueOf(const Key &key, const Node &value, const QString &path)
    {
        if (value.kind == Kind::Null || !countNode(value) || m_problems.isFull())
            return;
        switch (key.type) {
        case ValueType::Map:
            if (isKind(value, Kind::Mapping, key, path))
                map(value, key.path, path);
            return;
        case ValueType::MapList:
            if (isKind(value, Kind::Sequence, key, path))
                mapList(key, value, path);
            return;
        case ValueType::MapOfMaps:
            if (isKind(value, Kind::Mapping, key, path))
                mapOfMaps(key, value, path);
            return;
        case ValueType::MapOfLevels:
            if (isKind(value, Kind::Mapping, key, path))
                mapOfScalars(key, value, path);
            return;
        case ValueType::TextList:
        case ValueType::Weekdays:
        case ValueType::SecretPlaces:
            if (isKind(value, Kind::Sequence, key, path))
                scalarList(key, value, path);
            return;
        default:
            if (isKind(value, Kind::Scalar, key, path))
                scalar(key, value, path);
        }
    }

    bool isKind(const Node &value, Kind kind, const Key &key, const QString &path)
    {
        if (value.kind == kind)
            return true;
        const QString suggestion = kind == Kind::Sequence && value.kind == Kind::Scalar
            ? tr("Write it as a list: [%1].").arg(shortened(value.text))
            : QString();
        m_problems.error(
            value, path,
            tr("Key `%1` takes a value of type %2, not %3.").arg(nameOf(path), typeWords(key.type), kindWords(value)),
            suggestion);
        return false;
    }

    void mapList(const Key &key, const Node &list, const QString &path)
    {
        int index = 0;
        for (const auto &item : list.items) {
            const QString own = u"%1[%2]"_s.arg(path).arg(index++);
            if (!countNode(*item))
                return;
            if (item->kind == Kind::Mapping)
                map(*item, key.path + u"[]"_s, own);
            else
                m_problems.error(*item, own, tr("`%1` takes maps, not %2.").arg(nameOf(path), kindWords(*item)));
        }
    }

    void mapOfMaps(const Key &key, const Node &maps, const QString &path)
    {
        ownNames(maps, path, [&](const Node &value, const QString &own) {
            if (value.kind == Kind::Mapping)
                map(value, key.path + u".*"_s, own);
            else if (value.kind != Kind::Null)
                m_problems.error(value, own, tr("`%1` takes a map, not %2.").arg(nameOf(own), kindWords(value)));
        });
    }

    void mapOfScalars(const Key &key, const Node &scalars, const QString &path)
    {
        ownNames(scalars, path, [&](const Node &value, const QString &own) {
            if (value.kind == Kind::Scalar)
                scalar(key, value, own);
            else
                m_problems.error(value, own, tr("`%1` takes a word, not %2.").arg(nameOf(own), kindWords(value)));
        });
    }

    /// Hands the entries of a map whose names the file chooses to `visit`, each name once.
    template<typename Visit>
    void ownNames(const Node &entries, const QString &path, Visit visit)
    {
        QSet<QString> seen;
        for (const auto &[name, value] : entries.members) {
            const QString own = inside(path, shortened(name->text));
            if (!countNode(*name))
                return;
            if (name->kind != Kind::Scalar)
                m_problems.error(*name, own, tr("A key is a word here, not %1.").arg(kindWords(*name)));
            else if (seen.contains(name->text))
                m_problems.error(*name, own, tr("Key `%1` is given twice.").arg(shortened(name->text)),
                                 tr("Keep one of them."));
            else
                visit(*value, own);
            seen.insert(name->text);
        }
    }

    void scalarList(const Key &key, const Node &list, const QString &path)
    {
        int index = 0;
        for (const auto &item : list.items) {
            const QString own = u"%1[%2]"_s.arg(path).arg(index++);
            if (!countNode(*item))
                return;
            if (item->kind == Kind::Scalar)
                scalar(key, *item, own);
            else
                m_problems.error(*item, own, tr("`%1` takes words, not %2.").arg(nameOf(path), kindWords(*item)));
        }
    }

    void scalar(const Key &key, const Node &value, const QString &path)
    {
        if (const auto complaint = checkScalar(key, value.text))
            m_problems.error(value, path, complaint->message, complaint->suggestion);
    }

    ProblemList &m_problems;
    int m_nodes = 0;
};

} // namespace

void ProblemList::error(const Node &at, const QString &path, QString message, QString suggestion)
{
    m_hasErrors = true;
    add({at.line, at.column, Problem::Severity::Error, std::move(message), std::move(suggestion), path});
}

void ProblemList::warning(const Node &at, const QString &path, QString message, QString suggestion)
{
    add({at.line, at.column, Problem::Severity::Warning, std::move(message), std::move(suggestion), path});
}

void ProblemList::add(Problem problem)
{
    if (!isFull())
        m_problems.append(std::move(problem));
}

Problems ProblemList::sorted() const
{
    Problems problems = m_problems;
    std::ranges::stable_sort(problems, [](const Problem &a, const Problem &b) {
        return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
    return problems;
}

void checkSchema(const Node &root, ProblemList &problems)
{
    if (root.kind != Kind::Mapping) {
        problems.error(root, {}, tr("A slipway.yaml is a map of keys, not %1.").arg(kindWords(root)),
                       tr("Begin with `version: 1`."));
        return;
    }
    Checker(problems).map(root, {}, {});
}

} // namespace slipway::workspace
