#pragma once

#include <QList>
#include <QString>

/// What the halves of the scenario loop-health must say alike.
namespace slipway::sandbox::loop_health {

/// The full sha of a commit of the story, from its first seven digits: commit(u"c41d9e2").
QString commit(QStringView prefix);

/// A pull request that is open when the story begins, with the Vercel preview it has.
struct OpenPull {
    int number = 0;
    /// The Vercel project, as in "my-loop-health"; empty for the hotfix, which has no preview.
    QString project;
    QString branch;
    QString title;
    /// Login of who opened it.
    QString author;
    bool previewFailed = false;

    /// The head commit: the same for GitHub and Vercel.
    QString sha() const;
};

/// By number, rising.
QList<OpenPull> openPulls();

} // namespace slipway::sandbox::loop_health
