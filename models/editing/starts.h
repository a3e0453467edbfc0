#pragma once

#include "workflow/evaluation.h"

#include <QString>
#include <QStringList>

#include <vector>

/// "What would start?": the workflows of a repository and an event. Pure; any thread.
namespace slipway::editing {

/// One workflow that is asked.
struct Candidate {
    QString path;
    workflow::Document document;
};

struct JobStart {
    std::string id;
    /// For people: the name, or the id.
    QString name;
    workflow::Verdict verdict;
    /// Steps with a condition of their own, by index.
    std::vector<workflow::StepOutlook> steps;
};

struct WorkflowStart {
    QString path;
    /// The workflow's name, or its path.
    QString name;
    workflow::Verdict verdict;
    /// In the order written; empty when it does not start.
    std::vector<JobStart> jobs;
};

/// What starts first, then what may, then what does not; by name within each.
std::vector<WorkflowStart> whatWouldStart(const std::vector<Candidate> &workflows, const workflow::Event &event);

/// Events that any of them can start by, sorted: the choices of a form.
QStringList eventsOf(const std::vector<Candidate> &workflows);

} // namespace slipway::editing
