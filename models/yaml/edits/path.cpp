#include "yaml/edits/path.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::yaml {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("yaml::edits", text);
}

base::Error missing(const Path &path, size_t count, Node where)
{
    const Path found(path.begin(), path.begin() + static_cast<qsizetype>(count));
    const Path wanted(path.begin(), path.begin() + static_cast<qsizetype>(count) + 1);
    const auto *index = std::get_if<int>(&path[count]);
    if (index && where.isSequence()) {
        return refusal(tr("%1 has %n entries, so there is no index %2.")
                           .replace("%n"_L1, QString::number(where.size()))
                           .arg(written(found))
                           .arg(*index));
    }
    return refusal(tr("There is no %1 in this file.").arg(written(wanted)));
}

} // namespace

base::Error refusal(const QString &message, const QString &advice)
{
    return base::makeError(base::Error::Kind::InvalidInput, message, advice);
}

QString written(const Path &path)
{
    QString text;
    for (const auto &part : path) {
        if (const auto *index = std::get_if<int>(&part))
            text += u'[' + QString::number(*index) + u']';
        else
            text += (text.isEmpty() ? QString() : u"."_s) + QString::fromStdString(std::get<std::string>(part));
    }
    return text.isEmpty() ? tr("The file") : text;
}

Node childOf(Node collection, const PathPart &part)
{
    const auto *index = std::get_if<int>(&part);
    if (index && collection.isSequence())
        return collection.item(*index);
    const auto key = index ? std::to_string(*index) : std::get<std::string>(part);
    Node found;
    for (const auto entry : entries(collection)) {
        if (entry.key.isScalar() && entry.key.text() == key)
            found = entry.value;
    }
    return found;
}

Path parentOf(const Path &path)
{
    return path.empty() ? Path() : Path(path.begin(), path.end() - 1);
}

base::Result<Slot> findSlot(const Tree &tree, const Path &path)
{
    if (path.empty())
        return std::unexpected(refusal(tr("The path is empty, so it names no place in the file.")));
    Node node = tree.root();
    for (size_t i = 0; i < path.size(); ++i) {
        const Node child = childOf(node, path[i]);
        if (!child)
            return std::unexpected(missing(path, i, node));
        node = child;
    }
    return Slot{.value = node, .key = node.key()};
}

base::Result<Node> findNode(const Tree &tree, const Path &path)
{
    if (path.empty())
        return tree.root().resolved();
    const auto slot = findSlot(tree, path);
    if (!slot)
        return std::unexpected(slot.error());
    return slot->value.resolved();
}

} // namespace slipway::yaml
