#pragma once

#include "run_pages/runs_view.h"
#include "runs/services.h"
#include "runs_demo/facts.h"
#include "runs_demo/fake_actions.h"

#include <QTemporaryDir>

namespace slipway::widgets {
class Sheet;
}

namespace slipway::run_pages {

/// The page of runs over a repository in memory: #1287 runs, #1284 failed, others passed.
class Fixture
{
public:
    explicit Fixture(QSize size = {1368, 802});

    void show(const runs::RunState &state);
    /// Opens the page and waits for its first run.
    void open();
    widgets::Sheet *sheet() const;
    template<typename Widget>
    Widget *part(const QString &name = {}) const
    {
        return window.findChild<Widget *>(name);
    }

    QTemporaryDir folder;
    std::shared_ptr<runs::demo::FakeActions> github = std::make_shared<runs::demo::FakeActions>();
    std::shared_ptr<base::ManualClock> clock;
    std::shared_ptr<QSettings> settings;
    QWidget window;
    RunsView *view = nullptr;

    std::shared_ptr<runs::Services> services() const;
};

/// For people who want to look: into the folder that SLIPWAY_PICTURES names.
void savePicture(QWidget &widget, const QString &name);
void useReferenceFont();

} // namespace slipway::run_pages
