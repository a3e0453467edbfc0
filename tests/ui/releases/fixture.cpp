#include "fixture.h"

#include "past.h"
#include "theme/theme.h"
#include "widgets/segmented_control.h"

#include <QAbstractButton>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

using base::Status;
using timeline::march;

namespace {

void addEvidence(releases::Details &details)
{
    details.checks = {{u"CI, type-check, lint, tests"_s, Status::Success, u"412 tests, 4:48"_s, {}},
                      {u"Lighthouse"_s, Status::Skipped, u"no matching paths"_s, {}},
                      {u"No new Sentry errors for 5 min"_s, Status::Failure, u"2 new issues"_s, {}},
                      {u"Performance within SLO"_s, Status::Failure, u"p95 +24 %"_s, {}}};
    releases::Mark mark;
    mark.kind = releases::Mark::Kind::Migration;
    mark.name = u"0042_add_biomarker_batches"_s;
    mark.environment = u"production"_s;
    mark.at = march(21, 14, 5);
    mark.took = releases::milliseconds(1900);
    mark.detail = u"Adds one table and one nullable column. v42 runs on this schema unchanged."_s;
    details.migrations = {mark};
    details.sentry = {{u"Errors per min"_s, u"/min"_s, 0.9, 5.4, true},
                      {u"p95 latency"_s, u"ms"_s, 494, 612, true},
                      {u"Users affected"_s, {}, 11, 143, true},
                      {u"Crash-free"_s, u"%"_s, 99.97, 99.61, false}};
    details.issues = {{u"TypeError: reading “encounter” of null"_s, 214, {}},
                      {u"BatchWriteTimeout: biomarkers"_s, 38, {}}};
    details.machines = {{u"148e21f7c59d38"_s, u"iad"_s, u"started"_s, u"v43"_s, Status::Success, u"2 of 2 checks"_s},
                        {u"91857d2b6c4e08"_s, u"iad"_s, u"started"_s, u"v43"_s, Status::Failure, u"1 of 2 checks"_s}};
}

} // namespace

std::shared_ptr<const workspace::Workspace> storyWorkspace()
{
    auto result = std::make_shared<workspace::Workspace>();
    result->name = u"Loop Health"_s;
    result->people = {{u"Mina Okafor"_s, u"mina-okafor"_s}, {u"Jonas Weil"_s, u"jonas-weil"_s}};
    workspace::App api;
    api.id = u"patient-graph-api"_s;
    api.name = u"patient-graph-api"_s;
    api.migrations = u"migrations"_s;
    result->apps = {api};
    result->guardrails.mostFiles = 4;
    return result;
}

releases::Details storyDetails(const releases::Release &release)
{
    releases::Details details;
    details.release = release;
    details.previous = timeline::madeRelease(release.app, release.environment, u"v42"_s, march(20, 10, 12));
    releases::Span span;
    const QString title = u"<b>Batch</b> biomarker writes"_s;
    span.commits = {{u"e88f1c3aa"_s, u"Share encounter mapper"_s, u"jonas-weil"_s, march(20, 9)},
                    {u"5d02e7aaa"_s, u"Add biomarker_batches"_s, u"mina-okafor"_s, march(20, 16)},
                    {u"c41d9e2aa"_s, title, u"mina-okafor"_s, march(21, 11)}};
    for (int file = 0; file < 9; ++file)
        span.files += {u"src/file%1.ts"_s.arg(file), 24, 9, {}};
    span.pulls = {611};
    span.migrations = {u"0042_add_biomarker_batches"_s};
    details.span = span;
    details.reviewedBy = u"Aiko Tanaka"_s;
    addEvidence(details);
    for (const QString &part : {u"span"_s, u"checks"_s, u"migrations"_s, u"sentry"_s, u"machines"_s})
        details.freshness.insert(part, base::Freshness::fresh(timeline::now()));
    return details;
}

std::shared_ptr<releases::History> longHistory()
{
    auto history = std::make_shared<releases::History>();
    history->lanes = {{u"api"_s, u"api"_s, u"production"_s, u"fly"_s, base::Freshness::fresh(timeline::now())}};
    for (int week = 50; week >= 1; --week) {
        const QDateTime at = timeline::now().addDays(-7 * week);
        releases::Release release = timeline::madeRelease(u"api"_s, u"production"_s, u"v%1"_s.arg(51 - week), at);
        release.servesSince = at.addSecs(120);
        release.servesAll = at.addSecs(300);
        if (week % 5 == 0)
            release.outcome = releases::Outcome::RolledBack;
        history->releases += release;
    }
    history->knownSince = timeline::now().addDays(-400);
    return history;
}

ShownPage::ShownPage(QSize size)
    : clock(std::make_shared<base::ManualClock>(timeline::now()))
    , history(timeline::storyHistory())
    , page({.clock = clock, .workspace = storyWorkspace(), .actor = u"Priya Nair"_s})
{
    page.resize(size);
    page.showHistory(history);
    page.show();
    page.activateWindow();
    (void)QTest::qWaitForWindowActive(&page);
}

QAction *ShownPage::act(const char *id) const
{
    const auto offers = page.offers();
    const auto found = std::ranges::find_if(
        offers, [id](const auto &offer) { return QByteArrayView(offer.first) == QByteArrayView(id); });
    return found == offers.end() ? nullptr : found->second;
}

void ShownPage::choose(const QString &control, int index)
{
    const auto segments = part<widgets::SegmentedControl>(control)->findChildren<QAbstractButton *>();
    QTest::mouseClick(segments.at(index), Qt::LeftButton);
}

const releases::Release &ShownPage::release(const QString &id) const
{
    return *std::ranges::find(history->releases, id, &releases::Release::id);
}

QString ShownPage::words(const QString &name) const
{
    return part(name)->accessibleName();
}

void ShownPage::save(const QString &name)
{
    const QString folder = qEnvironmentVariable("SLIPWAY_PICTURES");
    if (folder.isEmpty())
        return;
    // Splitters and stacks lay out on the next turn.
    QCoreApplication::processEvents();
    page.grab().save(folder + u'/' + name + u".png"_s);
}

} // namespace slipway::releases_page
