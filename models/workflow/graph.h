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
/// "env:production>deploy" (a gate is of one job), "call:release/job:publish" (inside a call).
struct GraphNode {
    std::string id;
    NodeKind kind = NodeKind::Job;
    /// For people: the event, the job's name or id, the environment's name.
    std::string title;
    /// Index of the node that holds this one (a Call or Matrix group); -1 at the top.
    int parent = -1;
    /// Index of the job in its workflow; -1 for triggers.
    int job = -1;
    /// Index of the trigger; -1 for all else.
    int trigger = -1;
    /// A group whose inside is not shown.
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
    bool triggers = true;
    bool environments = true;
    /// Combinations of a matrix shown as boxes in its group; a matrix with more, or a dynamic one, is one folded group.
    int mostCombinations = 0;
    /// Whether the group with this id is shown open. Calls are folded when empty.
    std::function<bool(std::string_view id)> isOpen;
};

/// Edges name jobs only, never groups: a group's needs begin and end at the group's own node. `repository` may be null:
/// then calls have no inside.
Graph buildGraph(const Document &document, const Repository *repository = nullptr, const GraphOptions &options = {});

} // namespace slipway::workflow
