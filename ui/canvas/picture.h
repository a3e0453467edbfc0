#pragma once

#include "base/status.h"

#include <QPointF>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// A graph of cards that people read and rearrange: workflows being edited, and runs.
namespace slipway::canvas {

enum class CardKind : quint8 { Trigger, Job, Gate, Group };

/// A line in a card: a step.
struct Row {
    QString icon;
    QString text;
    /// At the right, in the fixed font: "@v4", "0:41".
    QString note;
    /// Icons before the note: "node-secret", "status-warning"; and a text chip: "always()".
    QStringList marks;
    QString chip;
    /// Of a run; then its shape stands in the icon's place.
    std::optional<base::Status> status;
    /// A bar before the note, 0..1 of the longest row.
    std::optional<double> share;
    bool isDim = false;
    /// For a screen reader: "step 3, Deploy to Fly.io, run command, 1 warning".
    QString spoken;

    bool operator==(const Row &) const = default;
};

struct Card {
    /// Unique; survives changes of the graph, so that a card keeps its place.
    QString id;
    /// The group that holds it; empty at the top.
    QString parent;
    CardKind kind = CardKind::Job;
    QString icon;
    QString title;
    /// Under the title: "ci · ubuntu-latest · limit 15 min"; of a gate: "1 reviewer".
    QString subtitle;
    /// At the right of the head: "4:48".
    QString aside;
    /// A condition, as a pill above the card.
    QString pill;
    std::vector<Row> rows;
    /// Rows are hidden; or a group is closed.
    bool isFolded = false;
    bool canFold = false;
    std::optional<base::Status> status;
    /// A line along the top edge, 0..1.
    std::optional<double> progress;
    /// Worst of what is wrong in it; a mark in the head.
    QString mark;
    bool isDim = false;
    bool isCritical = false;
    /// Not taken: a dashed outline.
    bool isGhost = false;
    /// For a screen reader: "job deploy, needs ci, 6 steps, 1 warning".
    QString spoken;

    bool operator==(const Card &) const = default;
};

enum class LinkLook : quint8 { Usual, Critical, NotTaken, Failing };

struct Link {
    QString from;
    QString to;
    LinkLook look = LinkLook::Usual;
    /// Above its middle: "needs".
    QString words;
    bool canCut = false;

    bool operator==(const Link &) const = default;
};

/// Everything that is shown. Groups stand before what they hold; a link never crosses a group's border.
struct Picture {
    std::vector<Card> cards;
    std::vector<Link> links;

    bool operator==(const Picture &) const = default;
};

/// A card, or a row of it.
struct Spot {
    QString card;
    int row = -1;

    bool isNull() const { return card.isEmpty(); }
    bool operator==(const Spot &) const = default;
};

} // namespace slipway::canvas
