#pragma once

#include "workflow/expression_sites.h"
#include "workflow/model.h"
#include "yaml/patch.h"
#include "yaml/tree.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace slipway::workflow {

/// One state of a workflow file: bytes, tree, model. Never changes; copies share, and any thread may read them. Nodes
/// of its tree and views of its model are valid as long as any copy lives.
class Document
{
public:
    /// An empty file.
    Document();

    /// Never fails: see `tree()->problems()`. `path`: as in ".github/workflows/ci.yml", for messages and calls; may be
    /// empty.
    static Document open(const QByteArray &source, const QString &path = {});

    /// The state after `patches`, one revision later. The patches must fit: `History::apply` checks them.
    Document edited(const yaml::Patches &patches) const;
    /// The same with other text, one revision later; reads anew only what differs.
    Document withSource(const QByteArray &source) const;

    const yaml::Tree::Ptr &tree() const;
    const Workflow &workflow() const;
    /// Found and parsed when first asked for.
    const ExpressionSites &expressions() const;

    const QByteArray &source() const;
    const QString &path() const;
    /// Counts from 0 at `open`.
    int revision() const;

    /// Whether both are the same state, not just equal.
    bool isSame(const Document &other) const { return m_state == other.m_state; }

private:
    struct State;
    explicit Document(std::shared_ptr<State> state);

    std::shared_ptr<State> m_state;
};

} // namespace slipway::workflow
