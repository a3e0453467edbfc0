#pragma once

#include "releases/releases.h"

namespace slipway::workspace {
struct App;
}

namespace slipway::releases {

enum class Bump { Major, Minor, Patch };

/// A pull request as the notes name it.
struct NotedPull {
    qint64 number = 0;
    QString title;
    QString author;
    bool operator==(const NotedPull &) const = default;
};

/// A draft of the next tag and its release notes. A person edits and confirms it; nothing is created here.
struct TagDraft {
    /// "my-loop-health@3.13.0"; empty when the app names no versions.
    QString tag;
    QString version;
    /// The version it counts on from; empty for the first.
    QString previous;
    Bump bump = Bump::Patch;
    /// Why, a sentence: "Minor, as “feat: group protocols” adds something."
    QString reason;
    /// Markdown; texts of others are escaped.
    QString notes;
    QString sha;
    bool operator==(const TagDraft &) const = default;
};

/// From Conventional Commits: "!" or "BREAKING CHANGE" is major (minor below 1.0.0), "feat" minor, all else patch.
/// `tags` are all tags of the repository. Pure.
TagDraft draftTag(const workspace::App &app, const QStringList &tags, const Span &span, const QList<NotedPull> &pulls);
/// Someone's text as Markdown that shows just that text: no links, mentions, images, HTML or headings.
QString escapedMarkdown(const QString &text);

} // namespace slipway::releases
