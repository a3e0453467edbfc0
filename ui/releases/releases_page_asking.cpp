#include "releases/releases.h"
#include "releases/waiting.h"
#include "releases_page/details_pane.h"
#include "releases_page/metrics_view.h"
#include "releases_page/releases_page_private.h"
#include "timeline/timeline_view.h"

#include <QCoro/QCoroTask>

#include <algorithm>

// What the page asks its models for.
namespace slipway::releases_page {

namespace {

/// Every step asks each provider for more.
constexpr int mostStepsBack = 5;

} // namespace

void ReleasesPage::Private::askDetails()
{
    const auto found = std::ranges::find(history->releases, selected, &releases::Release::id);
    if (found == history->releases.end())
        return;
    if (details.release.id != selected)
        details = {};
    details.release = *found;
    failure.clear();
    showDetails();
    stop.request_stop();
    stop = {};
    if (!services.releases)
        return;
    QCoro::connect(services.releases->details(selected, stop.get_token()), page,
                   [this, token = stop.get_token()](const base::Result<releases::Details> &answer) {
                       if (token.stop_requested())
                           return;
                       if (answer)
                           details = *answer;
                       failure = answer ? QString() : base::sentence(answer.error());
                       showDetails();
                   });
    if (found->isLive)
        askWaiting();
}

void ReleasesPage::Private::askWaiting()
{
    QCoro::connect(services.releases->waiting(details.release.app, details.release.environment, stop.get_token()), page,
                   [this, token = stop.get_token()](const base::Result<releases::Waiting> &answer) {
                       if (!token.stop_requested())
                           pane->setWaiting(answer ? std::optional(*answer) : std::nullopt, reading());
                   });
}

void ReleasesPage::Private::askCommits(const QStringList &ids)
{
    if (!services.releases)
        return;
    QCoro::connect(services.releases->commitsOf(ids, {}), page,
                   [this](const releases::CommitsByRelease &commits) { metrics->addCommits(commits); });
}

void ReleasesPage::Private::askPast(const QDateTime &before)
{
    if (!services.releases)
        return;
    QCoro::connect(services.releases->loadBefore(before, {}), page, [this](const base::Done &done) {
        if (!done)
            emit page->said(base::Status::Warning, base::sentence(done.error()));
    });
}

void ReleasesPage::Private::lookBack()
{
    const QDateTime from = timeline->shownSince();
    const auto before = services.releases ? reach.look(from) : std::nullopt;
    if (before) {
        reach.asked();
        const std::stop_token token = pastStop.get_token();
        QCoro::connect(services.releases->loadBefore(*before, token), page, [this, token](const base::Done &done) {
            if (!token.stop_requested())
                takePast(done);
        });
    }
    timeline->setPast(reach.state(from));
}

void ReleasesPage::Private::takePast(const base::Done &done)
{
    reach.answered(done.has_value());
    if (!done)
        emit page->said(base::Status::Warning, base::sentence(done.error()));
    // What came may not fill what is looked at.
    if (++stepsBack < mostStepsBack)
        lookBack();
    else
        timeline->setPast(reach.state(timeline->shownSince()));
}

} // namespace slipway::releases_page
