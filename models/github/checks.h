#pragma once

#include "github/workflows_and_runs.h"

namespace slipway::github {

/// A check on a commit, by an app or by Actions.
struct CheckRun {
    qint64 id = 0;
    QString name;
    base::Word<Phase> phase;
    base::Word<Conclusion> conclusion;
    std::optional<QDateTime> startedAt;
    std::optional<QDateTime> completedAt;
    QString title;
    QString summary;
    qint64 annotations = 0;
    /// The app that made it; empty when not told.
    QString app;
    QUrl page;

    base::Status status() const { return statusOf(phase, conclusion); }
    bool operator==(const CheckRun &) const = default;
};

/// A remark on some lines of a file.
struct Annotation {
    enum class Level { Unknown, Notice, Warning, Failure };

    QString path;
    /// From 1, both included.
    qint64 firstLine = 0;
    qint64 lastLine = 0;
    base::Word<Level> level;
    QString title;
    QString message;
    bool operator==(const Annotation &) const = default;
};

CheckRun readCheckRun(const base::json::Object &object);
Annotation readAnnotation(const base::json::Object &object);

} // namespace slipway::github
