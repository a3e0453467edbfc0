#pragma once

#include "editing/starts.h"
#include "inspector/inspector.h"

namespace slipway::desk {
class Desk;
}

/// The desk's facts in the shapes that the parts of the page take. The desk outlives what these give.
namespace slipway::pipelines_page {

inspector::Sources sourcesOf(desk::Desk &desk);
std::function<QString(const QString &environment)> environmentWordsOf(desk::Desk &desk);
std::vector<editing::Candidate> candidatesOf(const desk::Desk &desk);
QStringList branchesOf(const desk::Desk &desk);
/// "Editing from main c41d9e2", or the clone's folder.
QString footWords(const desk::Desk &desk);
/// Whether an open pull request holds the very text that is being edited.
bool isProposed(const desk::Desk &desk, const QString &path);
/// "2 unsaved changes", "Proposed in #312"; empty for a file without changes.
QString changedWords(const desk::Desk &desk, const QString &path);

} // namespace slipway::pipelines_page
