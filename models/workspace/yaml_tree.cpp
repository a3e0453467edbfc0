#include "workspace/yaml_tree.h"

#include "workspace/yaml_guard.h"

#include <QCoreApplication>
#include <QHash>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <spanstream>

using namespace Qt::StringLiterals;

namespace slipway::workspace::yaml {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Workspace", text);
}

/// Counts columns in characters. Marks come in the file's order, so each count goes on from the one before it.
class Columns
{
public:
    explicit Columns(QByteArrayView text)
        : m_text(text)
    {
        m_starts.push_back(0);
        for (qsizetype i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1))
            m_starts.push_back(i + 1);
    }

    int at(const YAML::Mark &mark)
    {
        if (mark.line != m_line || mark.column < m_bytes) {
            m_line = mark.line;
            m_bytes = 0;
            m_column = 1;
        }
        const auto line = std::min(static_cast<size_t>(std::max(mark.line, 0)), m_starts.size() - 1);
        const auto rest = m_text.sliced(std::min(m_starts[line] + m_bytes, m_text.size()));
        m_column += characters(rest.first(std::min<qsizetype>(mark.column - m_bytes, rest.size())));
        m_bytes = mark.column;
        return m_column;
    }

private:
    QByteArrayView m_text;
    std::vector<qsizetype> m_starts;
    int m_line = -1;
    int m_bytes = 0;
    int m_column = 1;
};

/// Builds the tree from the library's events.
class Builder final : public YAML::EventHandler
{
public:
    explicit Builder(Columns &columns)
        : m_columns(columns)
    { }

    void OnDocumentStart(const YAML::Mark &mark) override { m_documentStart = mark; }
    void OnDocumentEnd() override { }
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override { take(start(Node::Kind::Null, mark, anchor)); }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const auto node = m_anchors.value(anchor);
        const bool isOpen = std::ranges::find(m_open, node, &Open::node) != m_open.end();
        if (node && !isOpen)
            take(node);
        else
            throw YAML::ParserException(mark, "the alias stands inside what it repeats");
    }
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        const auto node = start(Node::Kind::Scalar, mark, anchor);
        node->text = QString::fromStdString(value);
        node->isQuoted = tag == "!";
        if (!node->isQuoted && (node->text.isEmpty() || node->text == u"~" || node->text == u"null"))
            node->kind = Node::Kind::Null;
        take(node);
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        m_open.push_back({start(Node::Kind::Sequence, mark, anchor), nullptr});
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        m_open.push_back({start(Node::Kind::Mapping, mark, anchor), nullptr});
    }
    void OnMapEnd() override { close(); }

    NodePtr root() const { return m_root; }
    YAML::Mark documentStart() const { return m_documentStart; }

private:
    struct Open {
        std::shared_ptr<Node> node;
        NodePtr key;
    };

    std::shared_ptr<Node> start(Node::Kind kind, const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        auto node = std::make_shared<Node>();
        node->kind = kind;
        node->line = mark.line + 1;
        node->column = m_columns.at(mark);
        if (anchor != YAML::NullAnchor)
            m_anchors.insert(anchor, node);
        return node;
    }

    void take(const NodePtr &node)
    {
        if (m_open.empty()) {
            m_root = node;
            return;
        }
        Open &open = m_open.back();
        if (open.node->kind == Node::Kind::Sequence)
            open.node->items.push_back(node);
        else if (!open.key)
            open.key = node;
        else
            open.node->members.emplace_back(std::exchange(open.key, nullptr), node);
    }

    void close()
    {
        const auto node = m_open.back().node;
        m_open.pop_back();
        take(node);
    }

    Columns &m_columns;
    QHash<YAML::anchor_t, std::shared_ptr<Node>> m_anchors;
    std::vector<Open> m_open;
    NodePtr m_root;
    YAML::Mark m_documentStart;
};

Problem malformed(const YAML::Mark &mark, Columns &columns, const QString &what)
{
    const int column = columns.at(mark);
    return {mark.line + 1,
            column,
            Problem::Severity::Error,
            tr("This is not well-formed YAML: %1.").arg(what),
            tr("Look at the indentation, quotes and brackets up to here."),
            {}};
}

Problem secondDocument(const YAML::Mark &mark)
{
    return {mark.line + 1,
            mark.column + 1,
            Problem::Severity::Error,
            tr("A second document starts here."),
            tr("Keep one workspace in a file; take out the line `---`."),
            {}};
}

} // namespace

NodePtr Node::member(const QString &key) const
{
    const auto isKey = [&](const auto &member) { return member.first->text == key; };
    const auto found = std::ranges::find_if(members, isKey);
    return found == members.end() ? nullptr : found->second;
}

Tree read(QByteArrayView text)
{
    if (text.startsWith("\xEF\xBB\xBF"))
        text = text.sliced(3);
    if (const auto problem = refuse(text, deepest))
        return {nullptr, {*problem}};
    Columns columns(text);
    Builder builder(columns);
    try {
        std::ispanstream stream(std::span<const char>(text.data(), static_cast<size_t>(text.size())));
        YAML::Parser parser(stream);
        parser.HandleNextDocument(builder);
        const auto root = builder.root();
        if (root && parser.HandleNextDocument(builder))
            return {nullptr, {secondDocument(builder.documentStart())}};
        return {root, {}};
    } catch (const YAML::Exception &exception) {
        return {nullptr, {malformed(exception.mark, columns, QString::fromStdString(exception.msg))}};
    } catch (const std::exception &exception) {
        return {nullptr, {malformed(YAML::Mark::null_mark(), columns, QString::fromLocal8Bit(exception.what()))}};
    }
}

} // namespace slipway::workspace::yaml
