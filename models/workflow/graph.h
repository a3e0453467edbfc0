#pragma once

#include "workflow/document.h"
#include "workflow/repository.h"

#include <QString>

#include <functional>
#include <string>
#include <vector>

/// A workflow as nodes and edges: what the canvas shows and the layout arranges.
namespace slipway::workflow {

enum class NodeKind : quint8 { Trigger, Job, Environment, Call, Matrix };

/// Trigger: an event starts a job. Needs: a job waits for another. Gate: an environment stands before a job.
enum class EdgeKind : quint8 { Trigger, Needs, Gate };

/// One box of the graph. Ids are made of names, not places, so that they survive edits: "on:push", "job:build",
/// "env:production>deploy" (a gate is of one job), "job:release/job:publish" (inside of a call),
/// "job:test/(ubuntu, 20)" (one job of a matrix). Where names are taken already, "#2" and so on follows.
struct GraphNode {
    std::string id;
    NodeKind kind = NodeKind::Job;
    /// For people: the event, the job's name or id, the environment's name.
    std::string title;
    /// Index of the node that holds this one, of kind Call or Matrix; -1 at the top.
    int parent = -1;
    /// Index of the job in its workflow, for gates and jobs of a matrix too; -1 for triggers.
    int job = -1;
    /// Index of the trigger in its workflow; -1 for all else.
    int trigger = -1;
    /// Of a job with a matrix: how many jobs it makes, -1 when an expression decides; else 0.
    int combinations = 0;
    /// A group that has an inside which is not shown.
    bool isFolded = false;
    /// Where it stands in the document; empty inside a call, which is another file.
    yaml::Range range;
};

struct GraphEdge {
    int from = -1;
    int to = -1;
    EdgeKind kind = EdgeKind::Needs;
    /// A needs edge that another path implies.
    bool isImplied = false;

    bool operator==(const GraphEdge &) const = default;
};

struct Graph {
    /// Groups before what they hold.
    std::vector<GraphNode> nodes;
    std::vector<GraphEdge> edges;

    /// -1 when there is none.
    int indexOf(std::string_view id) const;
};

struct GraphOptions {
    bool showsTriggers = true;
    bool showsEnvironments = true;
    /// Whether the call or matrix with this id is shown with its inside. Absent: none is.
    std::function<bool(std::string_view id)> isOpen;
};

/// The document's triggers and jobs. An edge never crosses a group's border: what waits for a call waits for its node.
/// A need that names no job has no edge. `repository` may be null: then calls have no inside. Takes time in proportion
/// to nodes and edges, but for what is implied (nodes × edges / 64; not looked for above 8,192 jobs).
Graph buildGraph(const Document &document, const Repository *repository = nullptr, const GraphOptions &options = {});

} // namespace slipway::workflow
