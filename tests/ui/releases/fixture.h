#pragma once

#include "releases_page/releases_page.h"

#include "releases/releases.h"
#include "workspace/workspace.h"

#include <QAction>

namespace slipway::releases_page {

/// The story's workspace: its people, and one app with migrations.
std::shared_ptr<const workspace::Workspace> storyWorkspace();
/// v43 of the design's picture, with every part.
releases::Details storyDetails(const releases::Release &release);
/// A year of releases of one app, enough for rates.
std::shared_ptr<releases::History> longHistory();

/// A shown page with the story and nobody signed in.
class ShownPage
{
public:
    explicit ShownPage(QSize size = {1368, 800});

    std::shared_ptr<base::ManualClock> clock;
    std::shared_ptr<releases::History> history;
    ReleasesPage page;

    QAction *act(const char *id) const;
    template<typename T = QWidget>
    T *part(const QString &name) const
    {
        return page.findChild<T *>(name);
    }
    /// A press of the segment of that index of a segmented control.
    void choose(const QString &control, int index);
    const releases::Release &release(const QString &id) const;
    /// The text of the widget of that name, whatever paints it.
    QString words(const QString &name) const;
    /// When the environment names a folder in SLIPWAY_PICTURES.
    void save(const QString &name);
};

} // namespace slipway::releases_page
