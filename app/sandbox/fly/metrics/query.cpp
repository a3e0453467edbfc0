#include "sandbox/fly/metrics/query.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::fly::metrics {

namespace {

using NodePtr = std::unique_ptr<Node>;

const QStringList aggregations{u"sum"_s, u"avg"_s, u"min"_s, u"max"_s, u"count"_s};

/// Recursive descent; after a failure everything gives null.
class Parser
{
public:
    explicit Parser(const QString &text)
        : m_text(text)
    { }

    base::Result<NodePtr> run()
    {
        NodePtr node = either();
        skipSpace();
        if (node && m_at < m_text.size())
            node.reset();
        if (!node)
            return std::unexpected(base::makeError(base::Error::Kind::InvalidInput,
                                                   u"parse error at character %1 of the query"_s.arg(m_at)));
        return node;
    }

private:
    NodePtr either()
    {
        return chain({u"or"_s}, [this] { return sum(); });
    }
    NodePtr sum()
    {
        return chain({u"+"_s, u"-"_s}, [this] { return product(); });
    }
    NodePtr product()
    {
        return chain({u"*"_s, u"/"_s}, [this] { return primary(); });
    }

    template<typename Next>
    NodePtr chain(const QStringList &operators, Next next)
    {
        NodePtr left = next();
        while (left) {
            const QString found = takeAny(operators);
            if (found.isEmpty())
                break;
            auto node = std::make_unique<Node>();
            node->kind = Node::Kind::Binary;
            node->name = found;
            NodePtr right = next();
            if (!right)
                return nullptr;
            node->parts.push_back(std::move(left));
            node->parts.push_back(std::move(right));
            left = std::move(node);
        }
        return left;
    }

    NodePtr primary()
    {
        if (++m_depth > 100)
            return nullptr;
        NodePtr node;
        if (take(u"("_s)) {
            node = either();
            if (!take(u")"_s))
                node.reset();
        } else if (const QString digits = takeMatch(m_number); !digits.isEmpty()) {
            node = std::make_unique<Node>();
            node->number = digits.toDouble();
        } else {
            node = named();
        }
        --m_depth;
        return node;
    }

    NodePtr named()
    {
        const QString name = takeMatch(m_name);
        if (name.isEmpty() && !peek(u'{'))
            return nullptr;
        if (aggregations.contains(name))
            return aggregate(name);
        if (peek(u'('))
            return call(name);
        return selector(name);
    }

    NodePtr aggregate(const QString &name)
    {
        auto node = std::make_unique<Node>();
        node->kind = Node::Kind::Aggregate;
        node->name = name;
        if (!grouping(*node) || !take(u"("_s))
            return nullptr;
        NodePtr inner = either();
        if (!inner || !take(u")"_s) || !grouping(*node))
            return nullptr;
        node->parts.push_back(std::move(inner));
        return node;
    }

    /// `by (a, b)` or `without (a)`, where there is one.
    bool grouping(Node &node)
    {
        const QString word = takeAny({u"by"_s, u"without"_s});
        if (word.isEmpty())
            return true;
        node.without = word == "without"_L1;
        if (!take(u"("_s))
            return false;
        while (!take(u")"_s)) {
            const QString label = takeMatch(m_name);
            if (label.isEmpty())
                return false;
            node.labels.append(label);
            take(u","_s);
        }
        return true;
    }

    NodePtr call(const QString &name)
    {
        auto node = std::make_unique<Node>();
        node->kind = Node::Kind::Call;
        node->name = name;
        take(u"("_s);
        while (!take(u")"_s)) {
            NodePtr part = either();
            if (!part)
                return nullptr;
            node->parts.push_back(std::move(part));
            take(u","_s);
        }
        return node;
    }

    NodePtr selector(const QString &name)
    {
        auto node = std::make_unique<Node>();
        node->kind = Node::Kind::Selector;
        node->name = name;
        if (take(u"{"_s) && !matchers(*node))
            return nullptr;
        if (take(u"["_s)) {
            node->range = duration();
            if (node->range <= 0 || !take(u"]"_s))
                return nullptr;
        }
        if (!takeAny({u"offset"_s}).isEmpty())
            node->offset = duration();
        return node;
    }

    bool matchers(Node &node)
    {
        while (!take(u"}"_s)) {
            const QString label = takeMatch(m_name);
            const QString sign = takeAny({u"=~"_s, u"!~"_s, u"!="_s, u"="_s});
            const QString quoted = takeMatch(m_string);
            if (label.isEmpty() || sign.isEmpty() || quoted.isEmpty())
                return false;
            using Kind = Matcher::Kind;
            const Kind kind = sign == "="_L1 ? Kind::Equal
                : sign == "!="_L1            ? Kind::NotEqual
                : sign == "=~"_L1            ? Kind::Matches
                                             : Kind::MatchesNot;
            QString value = quoted.mid(1, quoted.size() - 2);
            value.replace(u"\\\\"_s, u"\\"_s);
            if (label == "__name__"_L1)
                node.name = value;
            else
                node.matchers.append(
                    {label, kind, value, QRegularExpression(QRegularExpression::anchoredPattern(value))});
            take(u","_s);
        }
        return true;
    }

    /// In ms; 0 when there is none.
    qint64 duration()
    {
        qint64 sum = 0;
        while (true) {
            const QString part = takeMatch(m_duration);
            if (part.isEmpty())
                return sum;
            const QString unit = part.section(QRegularExpression(u"[0-9]+"_s), 1);
            const qint64 factor = unit == "ms"_L1 ? 1
                : unit == "s"_L1                  ? 1'000
                : unit == "m"_L1                  ? 60'000
                : unit == "h"_L1                  ? 3'600'000
                : unit == "d"_L1                  ? 86'400'000
                                                  : 604'800'000;
            sum += part.first(part.size() - unit.size()).toLongLong() * factor;
        }
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && m_text.at(m_at).isSpace())
            ++m_at;
    }

    bool peek(QChar letter)
    {
        skipSpace();
        return m_at < m_text.size() && m_text.at(m_at) == letter;
    }

    bool take(const QString &sign)
    {
        skipSpace();
        if (!QStringView(m_text).sliced(m_at).startsWith(sign))
            return false;
        m_at += sign.size();
        return true;
    }

    QString takeAny(const QStringList &signs)
    {
        for (const QString &sign : signs) {
            const qsizetype before = m_at;
            if (!take(sign))
                continue;
            const bool isWord = sign.front().isLetter();
            if (!isWord || m_at == m_text.size() || !m_text.at(m_at).isLetterOrNumber())
                return sign;
            m_at = before;
        }
        return {};
    }

    QString takeMatch(const QRegularExpression &expression)
    {
        skipSpace();
        const auto match = expression.match(m_text, m_at, QRegularExpression::NormalMatch,
                                            QRegularExpression::AnchorAtOffsetMatchOption);
        m_at += match.capturedLength();
        return match.captured();
    }

    const QString m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    const QRegularExpression m_name{u"[a-zA-Z_:][a-zA-Z0-9_:]*"_s};
    const QRegularExpression m_number{u"[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?"_s};
    const QRegularExpression m_string{u"\"([^\"\\\\]|\\\\.)*\"|'([^'\\\\]|\\\\.)*'"_s};
    const QRegularExpression m_duration{u"[0-9]+(ms|[smhdw])"_s};
};

} // namespace

bool Matcher::fits(const QString &text) const
{
    switch (kind) {
    case Kind::Equal: return text == value;
    case Kind::NotEqual: return text != value;
    case Kind::Matches: return pattern.match(text).hasMatch();
    case Kind::MatchesNot: return !pattern.match(text).hasMatch();
    }
    return false;
}

base::Result<std::unique_ptr<Node>> parse(const QString &text)
{
    return Parser(text).run();
}

} // namespace slipway::sandbox::fly::metrics
