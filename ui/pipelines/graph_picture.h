#pragma once

#include "canvas/picture.h"
#include "diagnostics/rule.h"
#include "editing/place.h"
#include "workflow/graph.h"

#include <QHash>
#include <QSet>

#include <functional>

namespace slipway::pipelines_page {

/// What a drawing of a workflow depends on beside the document.
struct PictureOptions {
    /// Cards whose steps are hidden, and calls or matrices that are open, by the graph's ids.
    QSet<QString> folded;
    QSet<QString> open;
    const workflow::Repository *repository = nullptr;
    /// By rising place, of this very document.
    const std::vector<diagnostics::Finding> *findings = nullptr;
    /// "1 reviewer"; empty when nothing is known of the environment.
    std::function<QString(const QString &environment)> environmentWords;
    /// How long a job took lately: "4:48"; empty when it never ran.
    std::function<QString(const QString &job)> durationWords;
};

/// A workflow as the canvas draws it, and which part of the file each card and row stands for.
struct WorkflowPicture {
    canvas::Picture picture;

    /// The file itself for what has no place of its own: cards inside of a call are of another file.
    editing::Place placeOf(const canvas::Spot &spot) const;
    /// Null when nothing is drawn for it.
    canvas::Spot spotOf(const editing::Place &place) const;

    QHash<QString, editing::Place> places;
    /// Calls and matrices: folding one opens or closes its inside.
    QSet<QString> groups;
};

/// Pure. Takes time in proportion to the graph and the findings.
WorkflowPicture drawWorkflow(const workflow::Document &document, const PictureOptions &options = {});

} // namespace slipway::pipelines_page
