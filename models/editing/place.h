#pragma once

#include "workflow/document.h"

#include <QMetaType>
#include <QString>

#include <string>

/// A workflow file while a person works on it: what canvas, inspector and source pane share. No network, no widget.
namespace slipway::editing {

/// A part of a workflow that a view can point at. Made of names, so that it survives edits elsewhere.
struct Place {
    enum class Kind : quint8 { File, Trigger, Job, Step, Gate };

    Kind kind = Kind::File;
    /// Of a trigger: its event, "push".
    std::string event = {};
    /// Of a job, a step and a gate (the environment that stands before the job): the job's id.
    std::string job = {};
    /// Of a step: its index in the job's steps.
    int step = -1;

    bool operator==(const Place &) const = default;

    static Place file() { return {}; }
    static Place trigger(std::string event) { return {Kind::Trigger, std::move(event), {}, -1}; }
    static Place ofJob(std::string job) { return {Kind::Job, {}, std::move(job), -1}; }
    static Place ofStep(std::string job, int step) { return {Kind::Step, {}, std::move(job), step}; }
    static Place gate(std::string job) { return {Kind::Gate, {}, std::move(job), -1}; }
};

/// The innermost part that holds the byte at `offset`; the file where none does.
Place placeAt(const workflow::Document &document, quint32 offset);
/// Where it is written; empty when the document has no such part.
yaml::Range rangeOf(const workflow::Document &document, const Place &place);
bool holds(const workflow::Document &document, const Place &place);
/// For people: "job deploy", "step 3 of deploy", "trigger push".
QString words(const workflow::Document &document, const Place &place);

} // namespace slipway::editing

Q_DECLARE_METATYPE(slipway::editing::Place)
